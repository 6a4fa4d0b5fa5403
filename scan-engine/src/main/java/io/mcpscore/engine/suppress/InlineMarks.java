package io.mcpscore.engine.suppress;

import io.mcpscore.engine.Faults;
import io.mcpscore.engine.source.SourceFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Comments {@code mcpscore-ignore <checkId> <reason>}, on the line of a finding or on the one
 * before. {@code until=2027-01-31} before the reason ends it.
 */
final class InlineMarks {

  private static final String WORD = "mcpscore-ignore";
  private static final Pattern MARK =
      Pattern.compile(
          WORD
              + "[ \\t]{1,8}([a-z0-9-]{3,60})(?:[ \\t]{1,8}until=([^ \\t]{1,20}))?([^\\n]{0,400})");
  private static final Pattern COMMENT_END =
      Pattern.compile("[ \\t]*(?:\\*/|-->|#}|\\*\\))[ \\t]*$");

  /** A mark of one line. */
  record Mark(String check, String reason, String expires) {}

  private final Map<String, Map<Integer, List<Mark>>> byFile = new HashMap<>();

  InlineMarks(List<SourceFile> files, List<String> notes, Faults faults) {
    for (SourceFile file : files) {
      faults.run("The comments of " + file.path(), () -> read(file, notes));
    }
  }

  private void read(SourceFile file, List<String> notes) {
    if (!file.text().holds(WORD)) {
      return;
    }
    String text = new String(file.text().bytes(), StandardCharsets.UTF_8);
    int number = 0;
    for (String line : text.split("\n", -1)) {
      number++;
      Matcher matcher = line.contains(WORD) ? MARK.matcher(line) : null;
      if (matcher == null || !matcher.find()) {
        continue;
      }
      String reason = COMMENT_END.matcher(matcher.group(3)).replaceFirst("").strip();
      if (reason.isEmpty()) {
        notes.add(
            "The suppression in %s, line %d, gives no reason and does not count."
                .formatted(file.path(), number));
        continue;
      }
      byFile
          .computeIfAbsent(file.path(), p -> new HashMap<>())
          .computeIfAbsent(number, n -> new ArrayList<>())
          .add(new Mark(matcher.group(1), reason, matcher.group(2)));
    }
  }

  /** The mark for a check on the first line of a finding or on the line before, or null. */
  Mark find(String path, String check, int line) {
    Map<Integer, List<Mark>> marks = byFile.getOrDefault(path, Map.of());
    for (int at = line; at >= line - 1; at--) {
      for (Mark mark : marks.getOrDefault(at, List.of())) {
        if (mark.check().equals(check)) {
          return mark;
        }
      }
    }
    return null;
  }
}
