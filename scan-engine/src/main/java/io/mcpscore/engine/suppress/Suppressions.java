package io.mcpscore.engine.suppress;

import io.mcpscore.engine.Faults;
import io.mcpscore.engine.source.SourceFile;
import io.mcpscore.model.Suppression;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

/** Everything that one repository asks to ignore. */
public final class Suppressions {

  private final InlineMarks marks;
  private final Baseline baseline;
  private final SuppressionPolicy policy;
  private final LocalDate today;
  private final List<String> notes = new ArrayList<>();

  /**
   * Reads comments and the baseline.
   *
   * @param files every file that was read
   * @param directory the scanned directory with a slash at the end, or the empty text
   */
  public Suppressions(List<SourceFile> files, String directory, SuppressionPolicy policy) {
    this(files, directory, policy, new Faults());
  }

  /** The same; a file that breaks the reader asks for nothing, and is told to the faults. */
  public Suppressions(
      List<SourceFile> files, String directory, SuppressionPolicy policy, Faults faults) {
    this.marks = new InlineMarks(files, notes, faults);
    this.baseline =
        faults
            .attempt("The list of what to ignore", () -> new Baseline(files, directory, notes))
            .orElseGet(() -> new Baseline(List.of(), directory, notes));
    this.policy = policy;
    this.today = policy.today().get();
  }

  /** Sentences about requests that do not count. */
  public List<String> notes() {
    return List.copyOf(notes);
  }

  /**
   * What is asked for one finding; a comment goes before the baseline.
   *
   * @return null when nothing is
   */
  public Suppression of(String file, String check, int line, String fingerprint) {
    InlineMarks.Mark mark = marks.find(file, check, line);
    if (mark != null) {
      return suppression(Suppression.Kind.INLINE, mark.reason(), mark.expires());
    }
    Baseline.Entry entry = baseline.find(file, check, fingerprint);
    return entry == null
        ? null
        : suppression(Suppression.Kind.BASELINE, entry.reason(), entry.expires());
  }

  private Suppression suppression(Suppression.Kind kind, String reason, String expires) {
    boolean expired = expires != null && isOver(expires);
    return new Suppression(kind, reason, expires, expired, policy.lift() && !expired);
  }

  /** A date that cannot be read is over: a typo must not hide a finding for ever. */
  private boolean isOver(String date) {
    try {
      return LocalDate.parse(date).isBefore(today);
    } catch (DateTimeParseException e) {
      return true;
    }
  }
}
