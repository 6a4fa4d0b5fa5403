package io.mcpscore.engine.parser;

import io.mcpscore.engine.syntax.Language;
import io.mcpscore.engine.syntax.SyntaxTree;
import io.mcpscore.engine.syntax.Vocabulary;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Tree-sitter in this process: bytes in, flat tree out, no native memory held between two files but
 * the parsers' own buffers. Not safe for use by several threads at once. Has no defence against
 * hostile files but the cap on nodes.
 */
final class NativeParser implements AutoCloseable {

  /** Nodes of one tree that a scan can hold. */
  static final int MAX_NODES = 2_000_000;

  /** Dense code has about one node in five bytes. */
  private static final int BYTES_PER_NODE = 5;

  private final Arena arena = Arena.ofShared();
  private final SegmentAllocator node =
      SegmentAllocator.prefixAllocator(arena.allocate(TreeSitter.NODE));
  private final SegmentAllocator cursor =
      SegmentAllocator.prefixAllocator(arena.allocate(TreeSitter.CURSOR));
  private final Map<Language, Grammar> grammars = Grammar.loadAll();
  private final Map<Language, MemorySegment> parsers = new EnumMap<>(Language.class);

  private final int maxNodes;

  /**
   * Loads the libraries.
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
  }

  Vocabulary vocabulary(Language language) {
    return grammars.get(language).vocabulary();
  }

  /** Parses a file; empty when it has more nodes than allowed. */
  Optional<FlatTree> parse(Language language, byte[] bytes) {
    try (Arena text = Arena.ofConfined()) {
      MemorySegment copy = text.allocate(Math.max(1, bytes.length));
      MemorySegment.copy(MemorySegment.ofArray(bytes), 0, copy, 0, bytes.length);
      MemorySegment tree =
          (MemorySegment)
              TreeSitter.PARSER_PARSE_STRING.invokeExact(
                  parsers.get(language), MemorySegment.NULL, copy, bytes.length);
      try {
        return flatten(tree, bytes.length);
      } finally {
        TreeSitter.TREE_DELETE.invokeExact(tree);
      }
    } catch (Throwable e) {
      throw TreeSitter.unexpected(e);
    }
  }

  private Optional<FlatTree> flatten(MemorySegment tree, int length) throws Throwable {
    MemorySegment root = (MemorySegment) TreeSitter.TREE_ROOT_NODE.invokeExact(node, tree);
    MemorySegment at = (MemorySegment) TreeSitter.CURSOR_NEW.invokeExact(cursor, root);
    try {
      return walk(at, new FlatTreeBuilder(length / BYTES_PER_NODE + 16));
    } finally {
      TreeSitter.CURSOR_DELETE.invokeExact(at);
    }
  }

  private Optional<FlatTree> walk(MemorySegment at, FlatTreeBuilder nodes) throws Throwable {
    int parent = SyntaxTree.NONE;
    while (true) {
      int index = nodes.size();
      if (index == maxNodes) {
        return Optional.empty();
      }
      MemorySegment here = (MemorySegment) TreeSitter.CURSOR_NODE.invokeExact(node, at);
      int symbol = Short.toUnsignedInt((short) TreeSitter.NODE_SYMBOL.invokeExact(here));
      int field = Short.toUnsignedInt((short) TreeSitter.CURSOR_FIELD.invokeExact(at));
      int start = (int) TreeSitter.NODE_START.invokeExact(here);
      int end = (int) TreeSitter.NODE_END.invokeExact(here);
      nodes.add(symbol, field, start, end, parent);
      if ((byte) TreeSitter.CURSOR_FIRST_CHILD.invokeExact(at) != 0) {
        parent = index;
        continue;
      }
      while ((byte) TreeSitter.CURSOR_NEXT_SIBLING.invokeExact(at) == 0) {
        if ((byte) TreeSitter.CURSOR_PARENT.invokeExact(at) == 0) {
          return Optional.of(nodes.build());
        }
        parent = nodes.close(parent);
      }
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
