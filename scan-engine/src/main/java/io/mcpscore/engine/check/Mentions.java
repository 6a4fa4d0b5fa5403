package io.mcpscore.engine.check;

import io.mcpscore.engine.program.SourceModule;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A cheap first look: whether the bytes of a file hold a word at all. */
public final class Mentions {

  private Mentions() {}

  /** Whether any module of the program holds one of the words, in this very spelling. */
  public static boolean any(CheckContext context, List<String> words) {
    return context.program().modules().stream().anyMatch(m -> in(m, words));
  }

  /** Whether a module holds one of the words. */
  public static boolean in(SourceModule module, List<String> words) {
    byte[] bytes = module.file().text().bytes();
    return words.stream().anyMatch(w -> holds(bytes, w.getBytes(StandardCharsets.UTF_8)));
  }

  private static boolean holds(byte[] bytes, byte[] word) {
    for (int i = 0; i <= bytes.length - word.length; i++) {
      int at = 0;
      while (at < word.length && bytes[i + at] == word[at]) {
        at++;
      }
      if (at == word.length) {
        return true;
      }
    }
    return false;
  }
}
