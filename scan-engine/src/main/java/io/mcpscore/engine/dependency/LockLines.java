package io.mcpscore.engine.dependency;

import io.mcpscore.engine.source.SourceFile;
import io.mcpscore.engine.source.SourceText;
import java.util.function.BiConsumer;

/** The lines of a file that is written line by line. */
final class LockLines {

  private static final int LONGEST = 4000;

  private LockLines() {}

  /** Visits every line with its 1-based number; overlong ones are empty. */
  static void visit(SourceFile file, BiConsumer<Integer, String> visitor) {
    SourceText text = file.text();
    for (int line = 1; line <= text.lines(); line++) {
      boolean overlong = text.endOfLine(line) - text.startOfLine(line) > LONGEST;
      visitor.accept(line, overlong ? "" : text.line(line));
    }
  }
}
