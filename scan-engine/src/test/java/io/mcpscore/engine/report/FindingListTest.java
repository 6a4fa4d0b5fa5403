package io.mcpscore.engine.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.engine.Faults;
import io.mcpscore.engine.check.Checks;
import io.mcpscore.engine.check.FindingSink.Draft;
import io.mcpscore.engine.source.SourceFile;
import io.mcpscore.engine.source.SourceText;
import io.mcpscore.engine.suppress.SuppressionPolicy;
import io.mcpscore.engine.suppress.Suppressions;
import io.mcpscore.model.Evidence;
import io.mcpscore.model.FileRole;
import io.mcpscore.model.Finding;
import io.mcpscore.model.Severity;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FindingListTest {

  private static final Suppressions NONE =
      new Suppressions(List.of(), "", SuppressionPolicy.LISTED);

  private static final String EVAL = "rce-eval";
  private static final String TLS = "network-disabled-tls";

  @Test
  void findingsAreOrderedBySeverityFileLineAndCheckWhateverTheOrderOfTheReports() {
    List<Reported> reported =
        new ArrayList<>(
            List.of(
                at(EVAL, Severity.LOW, "a.ts", "x\ny\n", 0, 1),
                at(EVAL, Severity.CRITICAL, "b.ts", "x\ny\n", 2, 3),
                at(TLS, Severity.HIGH, "b.ts", "x\ny\n", 0, 1),
                at(EVAL, Severity.HIGH, "b.ts", "x\ny\n", 0, 1),
                at(EVAL, Severity.HIGH, "a.ts", "x\ny\n", 2, 3)));
    List<Finding> found = numbered(reported);
    Collections.reverse(reported);

    assertEquals(
        List.of(
            "finding_1 critical b.ts 2 rce-eval",
            "finding_2 high a.ts 2 rce-eval",
            "finding_3 high b.ts 1 network-disabled-tls",
            "finding_4 high b.ts 1 rce-eval",
            "finding_5 low a.ts 1 rce-eval"),
        found.stream().map(FindingListTest::line).toList());
    assertEquals(found, numbered(reported));
  }

  @Test
  void fingerprintsSurviveShiftsOfLinesAndSpacesAndTellEqualSpotsApart() {
    Finding before = only(at(EVAL, Severity.HIGH, "a.ts", "eval(x);\n", 0, 7));
    Finding after = only(at(EVAL, Severity.HIGH, "a.ts", "\n\n  eval(x);\n", 4, 11));
    Finding other = only(at(EVAL, Severity.HIGH, "a.ts", "eval(y);\n", 0, 7));
    List<Finding> twice =
        numbered(
            List.of(
                at(EVAL, Severity.HIGH, "a.ts", "eval(x);\neval(x);\n", 0, 7),
                at(EVAL, Severity.HIGH, "a.ts", "eval(x);\neval(x);\n", 9, 16)));

    assertEquals(before.fingerprint(), after.fingerprint());
    assertNotEquals(before.fingerprint(), other.fingerprint());
    assertEquals(before.fingerprint(), twice.getFirst().fingerprint());
    assertNotEquals(twice.getFirst().fingerprint(), twice.getLast().fingerprint());
  }

  @Test
  void whatOneCheckHidesNoOtherShows() {
    String text = "connect('http://user:hunter2secret@10.0.0.1')\n";
    int secret = text.indexOf("hunter2secret");
    Draft hiding =
        draft("a.py", text, 0, 5, Severity.HIGH, List.of(new int[] {secret, secret + 13}));
    Draft other = draft("a.py", text, 8, 30, Severity.LOW, List.of());

    List<Finding> found =
        numbered(List.of(new Reported(info(TLS), hiding), new Reported(info(EVAL), other)));

    found.forEach(f -> assertFalse(f.snippet().contains("hunter2"), f.snippet()));
  }

  @Test
  void placesAreOneBasedAndColumnsCountCharacters() {
    Finding found = only(at(EVAL, Severity.HIGH, "a.ts", "x\n\u00e9\u00e9 eval(\ny)\n", 7, 15));

    assertEquals(2, found.line());
    assertEquals(3, found.endLine());
    assertEquals(4, found.column());
  }

  @ParameterizedTest
  @CsvSource({
    "rce-eval, CRITICAL, HEURISTIC, SOURCE, LOW",
    "rce-eval, CRITICAL, PROVEN, SOURCE, CRITICAL",
    "network-disabled-tls, CRITICAL, LIKELY, SOURCE, HIGH",
    "rce-eval, HIGH, LIKELY, TEST, HIGH",
    "network-disabled-tls, HIGH, LIKELY, TEST,",
    "network-disabled-tls, HIGH, LIKELY, CONFIG, HIGH",
    "secrets-api-key, MEDIUM, LIKELY, DOCS, MEDIUM",
  })
  void severityIsHeldToEvidenceCheckAndRole(
      String check, Severity reported, Evidence evidence, FileRole role, Severity taken) {
    FindingCollector collector = new FindingCollector(info(check));
    SourceFile file = new SourceFile("a.ts", role, null, new SourceText(new byte[9]));

    collector.report(new Draft(file, 0, 1, reported, evidence, "", null, List.of(), List.of()));

    assertEquals(
        taken == null ? List.of() : List.of(taken),
        collector.reported().stream().map(r -> r.draft().severity()).toList());
  }

  @Test
  void ofAFileFullOfFindingsTheWorstAreKeptAndTheRestIsCounted() {
    FindingCollector collector = new FindingCollector(info(EVAL));
    for (int i = 0; i < 60; i++) {
      collector.report(draft("a.ts", "x".repeat(99), i, i + 1, Severity.LOW, List.of()));
    }
    collector.report(draft("a.ts", "x".repeat(99), 90, 91, Severity.CRITICAL, List.of()));
    collector.report(draft("b.ts", "x".repeat(99), 0, 1, Severity.LOW, List.of()));

    List<Finding> found = numbered(collector.reported());

    assertEquals(51, found.size());
    assertEquals(Severity.CRITICAL, found.getFirst().severity());
    assertEquals(11, collector.leftOut());
  }

  private static String line(Finding f) {
    return String.join(
        " ", f.id(), f.severity().key(), f.file(), String.valueOf(f.line()), f.checkId());
  }

  private static List<Finding> numbered(List<Reported> reported) {
    return FindingList.numbered(
        FindingList.of(reported, FindingList.hidden(reported), new Faults()), NONE);
  }

  private static Finding only(Reported reported) {
    return numbered(List.of(reported)).getFirst();
  }

  private static Reported at(
      String check, Severity severity, String path, String text, int start, int end) {
    return new Reported(info(check), draft(path, text, start, end, severity, List.of()));
  }

  private static Draft draft(
      String path, String text, int start, int end, Severity severity, List<int[]> masked) {
    SourceText source = new SourceText(text.getBytes(StandardCharsets.UTF_8));
    SourceFile file = new SourceFile(path, FileRole.SOURCE, null, source);
    return new Draft(file, start, end, severity, Evidence.PROVEN, "", null, List.of(), masked);
  }

  private static CheckInfo info(String check) {
    return Checks.find(check).orElseThrow().info();
  }
}
