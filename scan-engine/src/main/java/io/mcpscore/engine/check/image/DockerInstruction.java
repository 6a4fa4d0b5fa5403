package io.mcpscore.engine.check.image;

import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.source.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One instruction of a Dockerfile.
 *
 * @param name in upper case
 * @param text what follows it, continued lines put together
 * @param start first byte
 * @param end byte after the last
 */
public record DockerInstruction(String name, String text, int start, int end) {

  private static final Pattern FILE =
      Pattern.compile(
          "(?i)(?:.*/)?(?:(?:docker|container)file(?:\\.[^/]*)?|[^/]*\\.(?:docker|container)file)");
  private static final Pattern LINE = Pattern.compile("\\s*([A-Za-z]{2,20})\\s+(.*)");
  private static final Pattern HEREDOC = Pattern.compile(".*<<-?[\"']?(\\w{1,40})[\"']?.*");
  private static final int LONGEST = 50_000;

  /** The Dockerfiles of the server, those of development containers left out. */
  public static List<SourceFile> files(CheckContext context) {
    return context.files().stream()
        .filter(f -> f.role().deducts() && FILE.matcher(f.path()).matches())
        .filter(f -> !f.path().contains(".devcontainer/"))
        .filter(f -> !f.path().toLowerCase(Locale.ROOT).endsWith(".dockerignore"))
        .toList();
  }

  /** The instructions in order. */
  public static List<DockerInstruction> read(SourceFile file) {
    List<DockerInstruction> out = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    int first = 1;
    for (int line = 1; line <= file.text().lines(); line++) {
      String part = line(file, line);
      String bare = part.strip();
      if (bare.startsWith("#") || (bare.isEmpty() && !text.isEmpty())) {
        continue;
      }
      first = text.isEmpty() ? line : first;
      boolean goesOn = bare.endsWith("\\") || bare.endsWith("`");
      text.append(goesOn ? bare.substring(0, bare.length() - 1) : bare).append(' ');
      if (goesOn && text.length() < LONGEST) {
        continue;
      }
      Matcher heredoc = HEREDOC.matcher(bare);
      while (heredoc.matches() && line < file.text().lines() && text.length() < LONGEST) {
        line++;
        String inside = line(file, line).strip();
        if (inside.equals(heredoc.group(1))) {
          break;
        }
        text.append("; ").append(inside);
      }
      Matcher matcher = LINE.matcher(text);
      if (matcher.matches()) {
        out.add(
            new DockerInstruction(
                matcher.group(1).toUpperCase(Locale.ROOT),
                matcher.group(2).strip(),
                file.text().startOfLine(first),
                file.text().endOfLine(line)));
      }
      text.setLength(0);
    }
    return out;
  }

  private static String line(SourceFile file, int line) {
    int start = file.text().startOfLine(line);
    return file.text().slice(start, Math.min(file.text().endOfLine(line), start + LONGEST));
  }

  /** The words of the text without options such as {@code --platform=…}; at least one. */
  public List<String> operands() {
    List<String> words =
        List.of(text.split("\\s+")).stream().filter(w -> !w.startsWith("--")).toList();
    return words.isEmpty() ? List.of("") : words;
  }
}
