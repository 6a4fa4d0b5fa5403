package io.mcpscore.engine.check;

import io.mcpscore.engine.check.FindingSink.Draft;
import io.mcpscore.engine.dependency.Dependency;
import io.mcpscore.engine.format.Member;
import io.mcpscore.engine.source.SourceFile;
import io.mcpscore.model.Evidence;
import io.mcpscore.model.Severity;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Findings that the text of a file shows completely, with no way of a value to follow. */
public final class Facts {

  private Facts() {}

  /** A fact at a place. */
  public static Draft at(
      SourceFile file, int start, int end, Severity severity, String description) {
    return new Draft(
        file, start, end, severity, Evidence.PROVEN, description, null, List.of(), List.of());
  }

  /** A fact about a member of a settings file. */
  public static Draft at(SourceFile file, Member member, Severity severity, String description) {
    return at(file, member.start(), member.end(), severity, description);
  }

  /** A fact about a secret, which no snippet may show. */
  public static Draft secret(
      SourceFile file, int start, int end, String value, Severity severity, String description) {
    String latin = new String(file.text().bytes(), start, end - start, StandardCharsets.ISO_8859_1);
    String raw = new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    int at = latin.lastIndexOf(raw);
    int[] masked =
        at < 0 ? new int[] {start, end} : new int[] {start + at, start + at + raw.length()};
    return new Draft(
        file, start, end, severity, Evidence.PROVEN, description, null, List.of(), List.of(masked));
  }

  /** A fact about a dependency. */
  public static Draft at(Dependency d, Severity severity, String description) {
    return at(d.file(), d.start(), d.end(), severity, description);
  }

  /** A fact about a line, 1-based. */
  public static Draft atLine(SourceFile file, int line, Severity severity, String description) {
    return at(
        file, file.text().startOfLine(line), file.text().endOfLine(line), severity, description);
  }
}
