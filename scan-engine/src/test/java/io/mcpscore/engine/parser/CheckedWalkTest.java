package io.mcpscore.engine.parser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mcpscore.engine.source.SourceText;
import io.mcpscore.engine.syntax.Language;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CheckedWalkTest {

  private static final TreeWalk RIGHT = (tree, length, maxNodes) -> tree(1, 2);
  private static final TreeWalk WRONG = (tree, length, maxNodes) -> tree(1, 3);
  private static final TreeWalk NONE = (tree, length, maxNodes) -> Optional.empty();
  private static final TreeWalk REFUSES =
      (tree, length, maxNodes) -> {
        throw new UnknownLayoutException("test");
      };

  @Test
  void prefersTheDirectWalkWhenBothAgree() {
    CheckedWalk walk = assertInstanceOf(CheckedWalk.class, choose(tree -> tree(1, 2)));

    assertTrue(walk.flatten(MemorySegment.NULL, 0, 10).isPresent());
    assertSame(RIGHT, walk.cursor());
  }

  @Test
  void staysWithTheCursorWhenTheyDiffer() {
    assertSame(RIGHT, CheckedWalk.of(WRONG, RIGHT, MemorySegment.NULL, 0));
    assertSame(RIGHT, CheckedWalk.of(NONE, RIGHT, MemorySegment.NULL, 0));
    assertSame(RIGHT, CheckedWalk.of(REFUSES, RIGHT, MemorySegment.NULL, 0));
  }

  @Test
  void takesTheCursorForATreeThatIsRefused() {
    FlatTree tree = new CheckedWalk(REFUSES, RIGHT).flatten(MemorySegment.NULL, 0, 10).get();

    assertTrue(tree.hasNodesOf(tree(1, 2).get()));
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void findsThisVersionKnown(Language language) {
    try (NativeParser parser = new NativeParser(10)) {
      assertInstanceOf(CheckedWalk.class, parser.walk(language));
    }
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void comparesEveryKindOfSubtree(Language language) {
    SyntaxTree tree = sample(language);
    boolean python = language == Language.PYTHON;

    assertTrue(any(tree, n -> tree.is(n, "ERROR")));
    assertTrue(any(tree, n -> tree.is(n, "comment")));
    assertTrue(any(tree, n -> tree.end(n) - tree.start(n) > 255 && tree.firstChild(n) < 0));
    assertTrue(any(tree, n -> tree.start(n) == tree.end(n)), "missing");
    // A name of its own in one place only.
    assertTrue(any(tree, n -> tree.is(n, python ? "as_pattern_target" : "property_identifier")));
    // The grammar gives these to a hidden node, or inside of one.
    assertTrue(any(tree, n -> tree.field(n).equals(python ? "left" : "consequence")));
    assertTrue(any(tree, n -> tree.field(n).equals(python ? "alternative" : "kind")));
  }

  @Test
  void comparesEveryNumber() {
    FlatTree tree = tree(1, 2).get();
    int[] other = {7, 7};

    assertTrue(tree.hasNodesOf(tree(1, 2).get()));
    assertFalse(tree.hasNodesOf(new FlatTree(other, ints(), ints(), ints(), tree.subtreeEnds())));
    assertFalse(tree.hasNodesOf(new FlatTree(ints(), other, ints(), ints(), tree.subtreeEnds())));
    assertFalse(tree.hasNodesOf(new FlatTree(ints(), ints(), other, ints(), tree.subtreeEnds())));
    assertFalse(tree.hasNodesOf(new FlatTree(ints(), ints(), ints(), other, tree.subtreeEnds())));
    assertFalse(tree.hasNodesOf(new FlatTree(ints(), ints(), ints(), ints(), other)));
  }

  @Test
  void knowsProductions() {
    MemorySegment language = Grammar.loadAll().get(Language.PYTHON).language();
    Productions productions = new Productions(language);

    assertEquals(0, productions.role(productions.offset(0), 1_000_000));
    assertThrows(
        UnknownLayoutException.class, () -> productions.role(productions.offset(1), 1_000_000));
    assertEquals(0xFFFF, productions.publicSymbol(0xFFFF));
  }

  @Test
  void refusesUnknownLanguages() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment copy = arena.allocate(256, Long.BYTES);
      copy.copyFrom(Grammar.loadAll().get(Language.PYTHON).language().reinterpret(256));
      copy.set(ValueLayout.JAVA_INT, 0, 16);

      assertThrows(UnknownLayoutException.class, () -> new SubtreeWalk(copy));
    }
  }

  private interface Maker {
    Optional<FlatTree> make(MemorySegment tree);
  }

  private static TreeWalk choose(Maker direct) {
    return CheckedWalk.of(
        (tree, length, maxNodes) -> direct.make(tree), RIGHT, MemorySegment.NULL, 0);
  }

  private static SyntaxTree sample(Language language) {
    SourceText text = new SourceText(WalkSample.of(language));
    return Trees.tree(new DirectParser().parse(language, text, Duration.ZERO));
  }

  private static boolean any(SyntaxTree tree, IntPredicate test) {
    return tree.subtree(0).anyMatch(test);
  }

  private static Optional<FlatTree> tree(int... subtreeEnds) {
    return Optional.of(new FlatTree(ints(), ints(), ints(), ints(), subtreeEnds));
  }

  private static int[] ints() {
    return new int[2];
  }
}
