package io.mcpscore.engine.parser;

import static io.mcpscore.engine.parser.TreeSitter.FIELD_COUNT;
import static io.mcpscore.engine.parser.TreeSitter.FIELD_NAME;
import static io.mcpscore.engine.parser.TreeSitter.SYMBOL_COUNT;
import static io.mcpscore.engine.parser.TreeSitter.SYMBOL_NAME;
import static io.mcpscore.engine.parser.TreeSitter.SYMBOL_TYPE;

import io.mcpscore.engine.syntax.Language;
import io.mcpscore.engine.syntax.Vocabulary;
import java.lang.foreign.MemorySegment;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/**
 * A loaded grammar.
 *
 * @param language address of the {@code TSLanguage}
 * @param vocabulary its names
 */
record Grammar(MemorySegment language, Vocabulary vocabulary) {

  /** {@code TSSymbolTypeRegular}: a named node. */
  private static final int NAMED = 0;

  /** Loads the grammars of all languages. */
  static Map<Language, Grammar> loadAll() {
    Map<Language, Grammar> grammars = new EnumMap<>(Language.class);
    for (Language language : Language.values()) {
      grammars.put(language, load(language));
    }
    return grammars;
  }

  private static Grammar load(Language language) {
    MemorySegment address =
        TreeSitter.language(
            NativeLibraries.grammar(language),
            "tree_sitter_" + language.name().toLowerCase(Locale.ROOT));
    try {
      return new Grammar(address, vocabulary(address));
    } catch (Throwable e) {
      throw TreeSitter.unexpected(e);
    }
  }

  private static Vocabulary vocabulary(MemorySegment language) throws Throwable {
    int symbols = (int) SYMBOL_COUNT.invokeExact(language);
    String[] kinds = new String[symbols];
    boolean[] named = new boolean[symbols];
    for (int id = 0; id < symbols; id++) {
      kinds[id] = text((MemorySegment) SYMBOL_NAME.invokeExact(language, (short) id));
      named[id] = (int) SYMBOL_TYPE.invokeExact(language, (short) id) == NAMED;
    }
    String[] fields = new String[(int) FIELD_COUNT.invokeExact(language) + 1];
    fields[0] = "";
    for (int id = 1; id < fields.length; id++) {
      fields[id] = text((MemorySegment) FIELD_NAME.invokeExact(language, (short) id));
    }
    return new Vocabulary(kinds, named, fields);
  }

  private static String text(MemorySegment address) {
    return address.reinterpret(Long.MAX_VALUE).getString(0).intern();
  }
}
