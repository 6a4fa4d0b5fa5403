package io.mcpscore.engine.parser;

import io.mcpscore.engine.syntax.Language;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.EnumMap;
import java.util.Map;

/**
 * The floor: tree-sitter parses a text on one thread and the tree is thrown away. Nobody looks at a
 * node, and nothing defends the process.
 */
public final class PlainParse implements AutoCloseable {

  private final Map<Language, MemorySegment> parsers = new EnumMap<>(Language.class);

  /** Loads the grammars that the scanner uses. */
  public PlainParse() {
    Map<Language, Grammar> grammars = Grammar.loadAll();
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

  /** Parses one file. */
  public void parse(Language language, byte[] bytes) {
    try (Arena text = Arena.ofConfined()) {
      MemorySegment copy = text.allocate(Math.max(1, bytes.length));
      MemorySegment.copy(MemorySegment.ofArray(bytes), 0, copy, 0, bytes.length);
      MemorySegment tree =
          (MemorySegment)
              TreeSitter.PARSER_PARSE_STRING.invokeExact(
                  parsers.get(language), MemorySegment.NULL, copy, bytes.length);
      TreeSitter.TREE_DELETE.invokeExact(tree);
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
    } catch (Throwable e) {
      throw TreeSitter.unexpected(e);
    }
  }
}
