package io.mcpscore.worker;

import io.mcpscore.model.Coverage;
import io.mcpscore.model.Dependencies;
import io.mcpscore.model.Grade;
import io.mcpscore.model.Report;
import java.util.List;
import java.util.Map;

/** Reports without findings. */
public final class TestReports {

  /** A note with a character that the database cannot hold. */
  public static final String NOTE = "before\u0000after";

  private TestReports() {}

  /** A complete report. */
  public static Report plain() {
    return covering(new Coverage(3, 2, 2, List.of(), 0, 0, List.of(), List.of(NOTE), true));
  }

  /** One that looked at what it says. */
  public static Report covering(Coverage coverage) {
    return new Report(
            93,
            Grade.A,
            81,
            Grade.B,
            List.of(),
            Map.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            coverage,
            new Dependencies(0, null, List.of(), 0),
            List.of(),
            "1.2.3",
            "rules-7",
            null)
        .digested();
  }
}
