package io.mcpscore.engine.check;

import io.mcpscore.engine.program.SourceModule;
import java.util.Collection;

/** A cheap first look: whether the bytes of a file hold a word at all. */
public final class Mentions {

  private Mentions() {}

  /** Whether any module of the program holds one of the words, in this very spelling. */
  public static boolean any(CheckContext context, Collection<String> words) {
    return context.program().modules().stream().anyMatch(m -> in(m, words));
  }

  /** Whether a module holds one of the words. */
  public static boolean in(SourceModule module, Collection<String> words) {
    return words.stream().anyMatch(module.file().text()::holds);
  }
}
