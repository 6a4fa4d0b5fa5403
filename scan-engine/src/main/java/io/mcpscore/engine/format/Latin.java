package io.mcpscore.engine.format;

import io.mcpscore.engine.source.SourceText;
import java.nio.charset.StandardCharsets;

/** Texts with one character a byte, so that places in them are byte offsets. */
final class Latin {

  private Latin() {}

  static String of(SourceText text) {
    return text.latin1();
  }

  /** What such a text says in UTF-8. */
  static String decode(String latin) {
    for (int i = 0; i < latin.length(); i++) {
      if (latin.charAt(i) > 127) {
        return new String(latin.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
      }
    }
    return latin;
  }
}
