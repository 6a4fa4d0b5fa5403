package io.mcpscore.engine.suppress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mcpscore.engine.source.SourceFile;
import io.mcpscore.engine.source.SourceText;
import io.mcpscore.model.FileRole;
import io.mcpscore.model.Suppression;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SuppressionsTest {

  private static final LocalDate TODAY = LocalDate.parse("2027-02-01");

  private static SourceFile file(String path, String text) {
    return new SourceFile(
        path, FileRole.SOURCE, null, new SourceText(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static Suppressions of(boolean lift, SourceFile... files) {
    return new Suppressions(List.of(files), "", new SuppressionPolicy(lift, () -> TODAY));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x // mcpscore-ignore rce-eval constants of the build alone",
        "# mcpscore-ignore rce-eval constants of the build alone\nx",
        "/* mcpscore-ignore rce-eval constants of the build alone */\nx",
        "<!-- mcpscore-ignore rce-eval constants of the build alone -->\nx"
      })
  void aCommentWithAReasonCoversItsLineAndTheNext(String text) {
    int line = text.indexOf('\n') < 0 ? 1 : 2;

    assertEquals(
        new Suppression(
            Suppression.Kind.INLINE, "constants of the build alone", null, false, false),
        of(false, file("a.ts", text)).of("a.ts", "rce-eval", line, "f"));
  }

  @Test
  void otherChecksLinesAndFilesAreNotCovered() {
    Suppressions suppressions = of(true, file("a.ts", "# mcpscore-ignore rce-eval ok so\n\n"));

    assertNull(suppressions.of("a.ts", "rce-shell", 1, "f"));
    assertNull(suppressions.of("a.ts", "rce-eval", 3, "f"));
    assertNull(suppressions.of("b.ts", "rce-eval", 1, "f"));
  }

  @Test
  void aReasonIsRequired() {
    Suppressions suppressions =
        of(
            true,
            file("a.ts", "x // mcpscore-ignore rce-eval"),
            file(".mcpscore.yml", "ignore:\n  - check: rce-eval\n"));

    assertNull(suppressions.of("a.ts", "rce-eval", 1, "f"));
    assertEquals(2, suppressions.notes().size());
    assertTrue(suppressions.notes().getFirst().contains("a.ts, line 1"));
  }

  @Test
  void theBaselineCoversPathsAndFingerprints() {
    Suppressions suppressions =
        of(
            true,
            file(
                ".mcpscore.yml",
                """
                ignore:
                  - check: rce-eval
                    path: ./src/calc/
                    reason: constants
                  - check: rce-shell
                    fingerprint: abc
                    reason: reviewed
                """));

    assertEquals("constants", suppressions.of("src/calc/a.ts", "rce-eval", 9, "f").reason());
    assertTrue(suppressions.of("src/calc/a.ts", "rce-eval", 9, "f").lifted());
    assertNull(suppressions.of("src/calculator.ts", "rce-eval", 9, "f"));
    assertEquals("reviewed", suppressions.of("b.ts", "rce-shell", 1, "abc").reason());
    assertNull(suppressions.of("b.ts", "rce-shell", 1, "abd"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2027-01-31", "2027-13-01", "never-ever"})
  void whatIsOverLiftsNothing(String date) {
    Suppressions suppressions =
        of(true, file("a.ts", "# mcpscore-ignore rce-eval until=" + date + " a reason\n"));
    Suppression found = suppressions.of("a.ts", "rce-eval", 1, "f");

    assertEquals("a reason", found.reason());
    assertTrue(found.expired());
    assertFalse(found.lifted());
  }

  @Test
  void theLastDayStillHolds() {
    Suppressions suppressions =
        of(true, file("a.ts", "# mcpscore-ignore rce-eval until=2027-02-01 a reason\n"));

    assertFalse(suppressions.of("a.ts", "rce-eval", 1, "f").expired());
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "- a", "ignore: 7", "ignore: [[[]]]", "a: &a [*a]", "\u0000"})
  void aBaselineThatIsNoneHidesNothing(String yaml) {
    assertNull(of(true, file(".mcpscore.yml", yaml)).of("a.ts", "rce-eval", 1, "f"));
  }

  @Test
  void aBaselineOfADirectoryDeepInsideIsNotAsked() {
    String yaml = "ignore:\n  - check: rce-eval\n    reason: no\n";

    assertNull(of(true, file("src/.mcpscore.yml", yaml)).of("src/a.ts", "rce-eval", 1, "f"));
  }
}
