package io.mcpscore.engine.parser;

import io.mcpscore.engine.syntax.Language;
import io.mcpscore.engine.syntax.Vocabulary;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Tree-sitter in this process: bytes in, flat tree out, no native memory held between two files but
 * the parsers' own buffers. Not safe for use by several threads at once. Has no defence against
 * hostile files but the cap on nodes.
 */
final class NativeParser implements AutoCloseable {

  /** Nodes of one tree that a scan can hold. */
  static final int MAX_NODES = 2_000_000;

  private final Arena arena = Arena.ofShared();
  private final CursorWalk cursor = new CursorWalk(arena);
  private final Map<Language, Grammar> grammars = Grammar.loadAll();
  private final Map<Language, MemorySegment> parsers = new EnumMap<>(Language.class);
  private final Map<Language, TreeWalk> walks = new EnumMap<>(Language.class);

  private final int maxNodes;

  /**
   * Loads the libraries, and finds out whether their memory can be read directly.
   *
   * @param maxNodes nodes of one tree; a file with more is given up
   */
  NativeParser(int maxNodes) {
    this.maxNodes = maxNodes;
    try {
      for (Language language : Language.values()) {
        MemorySegment parser = (MemorySegment) TreeSitter.PARSER_NEW.invokeExact();
        MemorySegment grammar = grammars.get(language).language();
        if ((byte) TreeSitter.PARSER_SET_LANGUAGE.invokeExact(parser, grammar) == 0) {
          throw new IllegalStateException("grammar and tree-sitter do not fit: " + language);
        }
        parsers.put(language, parser);
      }
    } catch (Throwable e) {
      throw TreeSitter.unexpected(e);
    }
    for (Language language : Language.values()) {
      walks.put(language, chooseWalk(language));
    }
  }

  private TreeWalk chooseWalk(Language language) {
    byte[] sample = WalkSample.of(language);
    try {
      TreeWalk direct = new SubtreeWalk(grammars.get(language).language());
      return parse(language, sample, tree -> CheckedWalk.of(direct, cursor, tree, sample.length));
    } catch (UnknownLayoutException e) {
      return cursor;
    }
  }

  Vocabulary vocabulary(Language language) {
    return grammars.get(language).vocabulary();
  }

  /** How trees of a language are read. */
  TreeWalk walk(Language language) {
    return walks.get(language);
  }

  /** Parses a file; empty when it has more nodes than allowed. */
  Optional<FlatTree> parse(Language language, byte[] bytes) {
    TreeWalk walk = walks.get(language);
    return parse(language, bytes, tree -> walk.flatten(tree, bytes.length, maxNodes));
  }

  /** Parses a file, and uses the tree as long as it is there. */
  <T> T parse(Language language, byte[] bytes, Function<MemorySegment, T> use) {
    try (Arena text = Arena.ofConfined()) {
      MemorySegment copy = text.allocate(Math.max(1, bytes.length));
      MemorySegment.copy(MemorySegment.ofArray(bytes), 0, copy, 0, bytes.length);
      MemorySegment tree =
          (MemorySegment)
              TreeSitter.PARSER_PARSE_STRING.invokeExact(
                  parsers.get(language), MemorySegment.NULL, copy, bytes.length);
      try {
        return use.apply(tree);
      } finally {
        TreeSitter.TREE_DELETE.invokeExact(tree);
      }
    } catch (Throwable e) {
      throw TreeSitter.unexpected(e);
    }
  }

  @Override
  public void close() {
    try {
      for (MemorySegment parser : parsers.values()) {
        TreeSitter.PARSER_DELETE.invokeExact(parser);
      }
      parsers.clear();
    } catch (Throwable e) {
      throw TreeSitter.unexpected(e);
    }
    arena.close();
  }
}
