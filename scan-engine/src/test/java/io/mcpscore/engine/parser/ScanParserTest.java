package io.mcpscore.engine.parser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.mcpscore.engine.Cancellation;
import io.mcpscore.engine.source.SourceFile;
import io.mcpscore.engine.source.SourceText;
import io.mcpscore.engine.syntax.Language;
import io.mcpscore.engine.syntax.SourceParser;
import io.mcpscore.engine.syntax.SyntaxTree;
import io.mcpscore.engine.syntax.Vocabulary;
import io.mcpscore.model.ApiError;
import io.mcpscore.model.ErrorCode;
import io.mcpscore.model.FileRole;
import io.mcpscore.model.ScanFailedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class ScanParserTest {

  private static final Duration LIMIT = Duration.ofSeconds(1);

  /** Does what the text of a file says, after a random while. */
  private static final SourceParser SCRIPTED =
      new SourceParser() {
        @Override
        public ParseOutcome parse(Language language, SourceText text, Duration limit) {
          pause();
          String script = text.slice(0, text.bytes().length);
          return script.chars().allMatch(Character::isDigit)
              ? new ParseOutcome.Parsed(treeOf(Integer.parseInt(script), text))
              : new ParseOutcome.GivenUp(script);
        }

        @Override
        public void close() {}
      };

  private final Cancellation cancellation = new Cancellation();

  @RepeatedTest(5)
  void givesUpTheRestAfterThreeBrokenFiles() {
    List<String> outcomes =
        parse(
            FileRole.SOURCE,
            "1",
            "parse-crash",
            "parse-too-many-nodes",
            "parse-timeout",
            "1",
            "parse-memory",
            "1",
            "parse-crash");

    assertEquals(
        List.of(
            "parsed",
            "parse-crash",
            "parse-too-many-nodes",
            "parse-timeout",
            "parsed",
            "parse-memory",
            "parser-given-up",
            "parser-given-up"),
        outcomes);
  }

  @Test
  void letsBrokenFixturesCostNoSource() {
    List<SourceFile> files = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      files.add(file("fixtures/" + i, FileRole.FIXTURE, "parse-crash"));
    }
    files.add(file("src", FileRole.SOURCE, "1"));

    List<String> outcomes =
        scanParser().parse(files, done -> {}).stream().map(Trees::summary).toList();

    assertEquals(
        List.of("parse-crash", "parse-crash", "parse-crash", "parser-given-up", "parsed"),
        outcomes);
  }

  @RepeatedTest(5)
  void holdsNoMoreNodesThanAScanMay() {
    String half = Long.toString(ScanParser.MAX_NODES / 2);

    assertEquals(
        List.of("parsed", "parsed", "parse-too-many-nodes", "parse-too-many-nodes"),
        parse(FileRole.SOURCE, half, half, "1", "1"));
  }

  @Test
  void countsFilesInOrder() {
    List<Integer> done = new ArrayList<>();

    scanParser().parse(files(FileRole.SOURCE, "1", "1", "1", "1"), done::add);

    assertEquals(List.of(1, 2, 3, 4), done);
  }

  @Test
  void endsWithTheCauseOfTheCancellation() {
    ApiError error = new ApiError(ErrorCode.ANALYSIS_TIMEOUT, "too long", null);
    cancellation.cancel(error);

    ScanFailedException thrown =
        assertThrows(ScanFailedException.class, () -> parse(FileRole.SOURCE, "1", "1"));

    assertEquals(error, thrown.error());
  }

  private List<String> parse(FileRole role, String... scripts) {
    return scanParser().parse(files(role, scripts), done -> {}).stream()
        .map(Trees::summary)
        .toList();
  }

  private ScanParser scanParser() {
    return new ScanParser(SCRIPTED, 3, LIMIT, cancellation);
  }

  private static List<SourceFile> files(FileRole role, String... scripts) {
    return IntStream.range(0, scripts.length)
        .mapToObj(i -> file("f" + i, role, scripts[i]))
        .toList();
  }

  private static SourceFile file(String path, FileRole role, String script) {
    return new SourceFile(path, role, Language.PYTHON, Trees.text(script));
  }

  private static SyntaxTree treeOf(int nodes, SourceText text) {
    int[] shared = new int[nodes];
    Vocabulary none = new Vocabulary(new String[] {"a"}, new boolean[1], new String[] {""});
    return new SyntaxTree(Language.PYTHON, text, none, shared, shared, shared, shared, shared);
  }

  private static void pause() {
    try {
      Thread.sleep(ThreadLocalRandom.current().nextInt(20));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
