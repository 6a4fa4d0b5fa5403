package io.mcpscore.engine.parser;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mcpscore.engine.syntax.Language;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every tree that is read directly must be what tree-sitter's cursor says. */
class SubtreeWalkTest {

  private static final Path FIXTURES = Path.of("src/test/resources/fixtures");

  private static NativeParser parser;

  @BeforeAll
  static void start() {
    parser = new NativeParser(NativeParser.MAX_NODES);
  }

  @AfterAll
  static void stop() {
    parser.close();
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void readsFixtures(Language language) throws IOException {
    try (Stream<Path> paths = Files.walk(FIXTURES)) {
      List<Path> files = paths.filter(Files::isRegularFile).sorted().toList();
      assertTrue(files.size() > 1000, () -> "fixtures");
      // In the grammars of other languages, all of them are broken code.
      for (Path file : files) {
        assertSame(language, Files.readAllBytes(file), file.toString());
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void readsTextCutAnywhere(Language language) {
    byte[] text = DenseText.of(language);
    for (int length = 0; length <= text.length; length += 3) {
      byte[] start = new byte[length];
      System.arraycopy(text, 0, start, 0, length);
      assertSame(language, start, "text until " + length);
    }
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void readsTextWithBytesChanged(Language language) {
    Random random = new Random(11);
    byte[] text = DenseText.of(language);
    for (int i = 0; i < 300; i++) {
      byte[] broken = text.clone();
      for (int j = 0; j < 1 + i % 7; j++) {
        broken[random.nextInt(broken.length)] = broken[random.nextInt(broken.length)];
      }
      broken[random.nextInt(broken.length)] = (byte) random.nextInt();
      assertSame(language, broken, "text changed " + i);
    }
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void readsCommentsBetweenAllTokens(Language language) {
    String code = new String(DenseText.of(language), StandardCharsets.UTF_8);
    String comment = language == Language.PYTHON ? "#\n" : "/**/";

    assertSame(language, code.replace(" ", comment), "comments for blanks");
    assertSame(language, code.replaceAll("\\b", comment), "comments at words");
    assertSame(language, " \n\t".repeat(100) + comment.repeat(300), "nothing but comments");
    assertSame(language, (comment + " ".repeat(300) + "x\n").repeat(3), "wide gaps");
    assertSame(language, (comment + "\n".repeat(40) + "x\n").repeat(3), "high gaps");
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void readsNoise(Language language) {
    byte[] noise = new byte[20_000];
    new Random(5).nextBytes(noise);

    assertSame(language, noise, "noise");
    assertSame(language, new byte[0], "nothing");
    assertSame(language, new byte[1_000_000], "NULs");
    assertSame(language, new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF, 'x'}, "mark");
    assertSame(language, "é = 'é'".getBytes(StandardCharsets.ISO_8859_1), "no UTF-8");
    assertSame(language, "\r\n \f\u00a0\u2028x\u2029".getBytes(StandardCharsets.UTF_8), "blanks");
    assertSame(language, "[".repeat(100_000), "brackets");
    assertSame(language, "x".repeat(1_000_000), "one name");
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void readsDeepTrees(Language language) {
    int depth = 60_000;
    assertSame(language, "[".repeat(depth) + "]".repeat(depth), "lists");
    assertSame(language, "-".repeat(depth) + "x", "signs");
    assertSame(language, "a" + ".b".repeat(depth), "members");
    assertSame(language, "a" + "(b)[0]".repeat(depth / 2), "calls");
    assertSame(language, "a" + " + a".repeat(depth), "sums");
    if (language == Language.PYTHON) {
      assertSame(language, "if a: b\n" + "elif a: b\n".repeat(depth), "branches");
      assertSame(language, "lambda: ".repeat(1000) + "x", "lambdas");
    } else {
      assertSame(language, "if (a) b\nelse ".repeat(depth) + "c", "branches");
      assertSame(language, "{".repeat(depth) + "}".repeat(depth), "blocks");
    }
  }

  @Test
  void readsHalfAMillionLevels() {
    String code = "[".repeat(250_000) + "]".repeat(250_000);

    assertSame(Language.JAVASCRIPT, code, "lists");
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void readsLargeFiles(Language language) {
    String code = new String(Trees.sample(language, 10_000).bytes(), StandardCharsets.UTF_8);

    assertTrue(assertSame(language, code, "large") > 300_000, () -> "number of nodes");
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void stopsAtTheCapOfNodes(Language language) {
    byte[] code = "f(x, y)\n".getBytes(StandardCharsets.UTF_8);
    int size = parser.parse(language, code).orElseThrow().size();
    for (int cap = 1; cap < size; cap++) {
      int nodes = cap;
      assertTrue(
          parser
              .parse(language, code, t -> direct(language).flatten(t, code.length, nodes))
              .isEmpty());
    }
    assertTrue(
        parser
            .parse(language, code, t -> direct(language).flatten(t, code.length, size))
            .isPresent());
  }

  @Test
  void refusesTreesOfOtherLanguages() {
    assertRefused(Language.TSX, 8);
  }

  @Test
  void refusesTreesThatAreLongerThanTheirText() {
    assertRefused(Language.PYTHON, 3);
  }

  private static void assertRefused(Language other, int length) {
    byte[] code = "f(x, y)\n".getBytes(StandardCharsets.UTF_8);
    parser.parse(
        Language.PYTHON,
        code,
        tree ->
            assertThrows(
                UnknownLayoutException.class,
                () -> direct(other).flatten(tree, length, NativeParser.MAX_NODES)));
  }

  private static TreeWalk direct(Language language) {
    return ((CheckedWalk) parser.walk(language)).direct();
  }

  private static int assertSame(Language language, String code, String what) {
    return assertSame(language, code.getBytes(StandardCharsets.UTF_8), what);
  }

  /** Answers the number of nodes. */
  private static int assertSame(Language language, byte[] code, String what) {
    CheckedWalk walks = (CheckedWalk) parser.walk(language);
    return parser.parse(language, code, tree -> assertSame(walks, tree, code.length, what));
  }

  private static int assertSame(CheckedWalk walks, MemorySegment tree, int length, String what) {
    FlatTree expected = walks.cursor().flatten(tree, length, NativeParser.MAX_NODES).orElseThrow();
    FlatTree actual = walks.direct().flatten(tree, length, NativeParser.MAX_NODES).orElseThrow();
    assertArrayEquals(expected.kindAndField(), actual.kindAndField(), what);
    assertArrayEquals(expected.starts(), actual.starts(), what);
    assertArrayEquals(expected.ends(), actual.ends(), what);
    assertArrayEquals(expected.parents(), actual.parents(), what);
    assertArrayEquals(expected.subtreeEnds(), actual.subtreeEnds(), what);
    assertEquals(expected.size(), actual.size(), what);
    return actual.size();
  }
}
