package io.mcpscore.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mcpscore.engine.check.Checks;
import io.mcpscore.engine.parser.DirectParser;
import io.mcpscore.engine.source.SourceText;
import io.mcpscore.engine.suppress.SuppressionPolicy;
import io.mcpscore.engine.syntax.Language;
import io.mcpscore.engine.syntax.SourceParser;
import io.mcpscore.engine.syntax.SyntaxTree;
import io.mcpscore.engine.syntax.Vocabulary;
import io.mcpscore.model.Coverage.Skipped;
import io.mcpscore.model.ErrorCode;
import io.mcpscore.model.Report;
import io.mcpscore.model.ScanFailedException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FaultsTest {

  private static final String SERVER =
      """
      from mcp.server.fastmcp import FastMCP
      mcp = FastMCP("demo")
      @mcp.tool()
      def compute(formula: str) -> str:
          return eval(formula)
      """;

  @Test
  void aPartThatBreaksIsNamedWithoutWhatItSaid() {
    Faults faults = new Faults();

    assertEquals(Optional.of(7), faults.attempt("One", () -> 7));
    assertEquals(Optional.empty(), faults.attempt("Two", () -> fail("text of the repository")));
    assertEquals(Optional.empty(), faults.attempt("Three", FaultsTest::overflow));
    assertEquals(Optional.empty(), faults.attemptFile("a.py", () -> fail("more")));

    assertEquals(
        List.of(
            "Two: left out, ended by an internal error: IllegalStateException.",
            "Three: left out, ended by an internal error: StackOverflowError.",
            "The file a.py: left out, ended by an internal error: IllegalStateException."),
        faults.sentences());
    assertEquals(List.of("a.py"), faults.files());
  }

  @Test
  void whatEndsTheScanAndWhatTheWholeProcessSharesIsNotTaken() {
    Faults faults = new Faults();
    ScanFailedException end =
        new ScanFailedException(ErrorCode.ANALYSIS_TIMEOUT, "Took too long.", null);

    assertThrows(
        ScanFailedException.class,
        () ->
            faults.attempt(
                "A part",
                () -> {
                  throw end;
                }));
    assertThrows(
        OutOfMemoryError.class,
        () ->
            faults.attempt(
                "A part",
                () -> {
                  throw new OutOfMemoryError();
                }));
    assertEquals(List.of(), faults.sentences());
  }

  @Test
  void thousandsOfFaultsStayAFewSentences() {
    Faults faults = new Faults();
    for (int i = 0; i < 2_000; i++) {
      faults.attempt("Part " + i, () -> fail("x"));
    }

    assertEquals(51, faults.sentences().size());
    assertEquals(
        "1950 further parts were left out: ended by internal errors.",
        faults.sentences().getLast());
  }

  @Test
  void aFileThatBreaksTheScanIsSkippedAndTheOthersAreJudged() {
    MemorySnapshot snapshot =
        new MemorySnapshot()
            .file("src/server.py", SERVER)
            .file("src/broken.py", "PLANTED = 1\n")
            .file("src/broken.ts", "const PLANTED = 1;\n");

    Report report = scan(snapshot);

    assertEquals("rce-eval", report.findings().getFirst().checkId());
    assertEquals("compute", report.tools().getFirst().name());
    assertEquals(
        List.of(new Skipped("internal-error", 2, List.of("src/broken.py", "src/broken.ts"))),
        report.coverage().skipped());
    assertEquals(3, report.coverage().sourceFiles());
    assertEquals(1, report.coverage().filesAnalysed());
    assertEquals(2, report.coverage().notes().size());
    assertTrue(report.coverage().notes().getFirst().startsWith("The file src/broken.py: left out"));
  }

  private static Report scan(MemorySnapshot snapshot) {
    try (ScanEngine engine =
        new ScanEngine(
            new EngineSettings(2, null, SuppressionPolicy.LISTED),
            new BreakingParser(new DirectParser()),
            Checks.all())) {
      return engine.scan(snapshot, null, ScanBudget.DEFAULT, p -> {}, new Cancellation());
    }
  }

  private static int fail(String message) {
    throw new IllegalStateException(message);
  }

  private static int overflow() {
    throw new StackOverflowError();
  }

  /** Gives trees whose nodes are outside of the text to files that hold a word. */
  private record BreakingParser(SourceParser parser) implements SourceParser {

    @Override
    public ParseOutcome parse(Language language, SourceText text, Duration limit) {
      if (!text.holds("PLANTED")) {
        return parser.parse(language, text, limit);
      }
      String[] kinds = {"identifier"};
      boolean[] named = {true};
      Vocabulary vocabulary = new Vocabulary(kinds, named, new String[] {""});
      int[] none = {0, 0};
      int[] outside = {900, 900};
      int[] parents = {SyntaxTree.NONE, 7};
      int[] ends = {2, 900};
      return new ParseOutcome.Parsed(
          new SyntaxTree(language, text, vocabulary, none, outside, outside, parents, ends));
    }

    @Override
    public void close() {
      parser.close();
    }
  }
}
