package io.mcpscore.engine.check.rce;

import io.mcpscore.engine.source.SourceFile;
import io.mcpscore.engine.source.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Files that hold command lines of builds and installations. */
final class BuildScripts {

  private static final Pattern NAME =
      Pattern.compile(
          "(?i)(?:.*/)?(?:(?:docker|container)file(?:[.-][^/]{1,40})?|[^/]{1,80}\\.dockerfile|makefile|justfile"
              + "|[^/]{1,80}\\.(?:sh|bash|zsh|ps1)|package\\.json|\\.github/workflows/[^/]{1,80}\\.ya?ml"
              + "|smithery\\.ya?ml|devcontainer\\.json)");
  private static final Pattern MENTION =
      Pattern.compile("^\\s*+(?:#|//|echo\\b|printf\\b|Write-Host\\b|cat\\b|@?echo\\b).*");
  private static final int LONGEST_LINE = 4_000;

  private BuildScripts() {}

  /**
   * A download that is run.
   *
   * @param start first byte
   * @param end byte after the last
   * @param plain whether it comes over plain HTTP
   */
  record Pipe(int start, int end, boolean plain) {}

  /** Whether a file is such a script. */
  static boolean isOne(SourceFile file) {
    return file.path().length() < 500 && NAME.matcher(file.path()).matches();
  }

  /** The downloads that a script runs, in order; lines that a backslash continues are one. */
  static List<Pipe> pipes(SourceFile file) {
    List<Pipe> out = new ArrayList<>();
    SourceText text = file.text();
    if (DownloadPipe.WORDS.stream().noneMatch(text::holds)) {
      return out;
    }
    int line = 1;
    while (line <= text.lines()) {
      int last = line;
      StringBuilder whole = new StringBuilder();
      while (continues(text, last) && whole.length() < LONGEST_LINE) {
        String part = text.line(last);
        whole.append(part, 0, part.length() - 1).append(' ');
        last++;
      }
      if (text.endOfLine(last) - text.startOfLine(last) < LONGEST_LINE) {
        whole.append(text.line(last));
      }
      boolean mention = MENTION.matcher(whole).matches();
      int start = text.startOfLine(line);
      int end = text.endOfLine(last);
      if (!mention && whole.length() < 2 * LONGEST_LINE) {
        DownloadPipe.find(whole, 0).ifPresent(m -> out.add(new Pipe(start, end, m.isPlain())));
      }
      line = last + 1;
    }
    return out;
  }

  private static boolean continues(SourceText text, int line) {
    int end = text.endOfLine(line);
    return line < text.lines()
        && end > text.startOfLine(line)
        && end - text.startOfLine(line) < LONGEST_LINE
        && text.bytes()[end - 1] == '\\';
  }
}
