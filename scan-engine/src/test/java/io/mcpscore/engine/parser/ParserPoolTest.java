package io.mcpscore.engine.parser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mcpscore.engine.source.SourceText;
import io.mcpscore.engine.syntax.Language;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ParserPoolTest {

  private static final Duration LIMIT = Duration.ofSeconds(5);

  /** Files that eat memory must end by that, however slow the machine is at the moment. */
  private static final Duration AMPLE = Duration.ofSeconds(25);

  private static final Duration SHORT = Duration.ofSeconds(1);

  private static ParserPool pool;

  @BeforeAll
  static void start() {
    pool = new ParserPool(1);
  }

  @AfterAll
  static void stop() {
    pool.close();
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void makesTheTreeOfTheDirectParser(Language language) {
    SourceText text = Trees.sample(language, 300);

    SyntaxTree tree = Trees.tree(pool.parse(language, text, LIMIT));

    assertEquals(
        Trees.dump(DirectParser.tree(text.slice(0, text.bytes().length), language)),
        Trees.dump(tree));
    assertSame("identifier", tree.kind(firstNamed(tree, "identifier")));
  }

  @ParameterizedTest
  @MethodSource("files")
  void survives(String name, Language language, byte[] file, Duration limit, List<String> ends) {
    long start = System.nanoTime();

    String end = Trees.summary(pool.parse(language, new SourceText(file), limit));

    // The limit is processor time; ten times as much passes on a machine that is busy.
    assertTrue(System.nanoTime() - start < 10 * limit.toNanos(), "took too long");
    assertTrue(ends.contains(end), end);
    assertEquals("parsed", Trees.summary(pool.parse(language, Trees.text("f(x)"), LIMIT)));
  }

  static Stream<Arguments> files() {
    byte[] noise = new byte[1_000_000];
    new Random(7).nextBytes(noise);
    byte[] latin = "é".repeat(1000).getBytes(StandardCharsets.ISO_8859_1);
    return Stream.of(
        file("nested generics", Language.TYPESCRIPT, "f<T,", 50_000, AMPLE, ParserPool.MEMORY),
        file("open calls", Language.JAVASCRIPT, "(a,", 100_000, AMPLE, ParserPool.MEMORY),
        file("f-strings", Language.PYTHON, "f'{", 300_000, AMPLE, ParserPool.MEMORY),
        file("quotes", Language.TSX, "\"", 100_000, SHORT, ParserPool.TIMEOUT),
        file("brackets", Language.JAVASCRIPT, "[", 1_000_000, LIMIT, "parsed"),
        file("NULs", Language.TYPESCRIPT, "\0", 1_000_000, LIMIT, "parsed"),
        Arguments.of("no UTF-8", Language.PYTHON, latin, LIMIT, List.of("parsed")),
        Arguments.of(
            "noise", Language.PYTHON, noise, SHORT, List.of("parsed", ParserPool.TIMEOUT)));
  }

  @Test
  void stopsAtTheCapOfNodes() {
    try (ParserPool small = new ParserPool(1, 64 << 20, 10)) {
      assertEquals("parsed", parse(small, "[[[[[[[["));
      assertEquals(ParserPool.TOO_MANY_NODES, parse(small, "[[[[[[[[["));
      assertEquals("parsed", parse(small, "f()"));
    }
  }

  @Test
  void replacesAProcessThatDiedWhileIdle() {
    pool.parse(Language.PYTHON, Trees.text("f(x)"), LIMIT);
    List<ProcessHandle> before = ProcessHandle.current().children().toList();
    before.forEach(ProcessHandle::destroyForcibly);
    before.forEach(process -> process.onExit().join());

    assertEquals("parsed", Trees.summary(pool.parse(Language.PYTHON, Trees.text("f(x)"), LIMIT)));
  }

  @Test
  void servesManyThreadsWithFewProcesses() {
    try (ParserPool two = new ParserPool(2)) {
      two.warmUp();

      long parsed =
          IntStream.range(0, 64)
              .parallel()
              .mapToObj(i -> two.parse(Language.PYTHON, Trees.sample(Language.PYTHON, i), LIMIT))
              .filter(outcome -> Trees.summary(outcome).equals("parsed"))
              .count();

      assertEquals(64, parsed);
    }
  }

  @Test
  void endsItsProcessesWhenClosed() {
    long before = ProcessHandle.current().children().count();
    ParserPool closed = new ParserPool(1);
    closed.parse(Language.PYTHON, Trees.text("f(x)"), LIMIT);

    closed.close();

    assertEquals(before, ProcessHandle.current().children().count());
    assertThrows(
        IllegalStateException.class,
        () -> closed.parse(Language.PYTHON, Trees.text("f(x)"), LIMIT));
  }

  private static Arguments file(
      String name, Language language, String part, int times, Duration limit, String end) {
    return Arguments.of(
        name, language, Trees.text(part.repeat(times)).bytes(), limit, List.of(end));
  }

  private static String parse(ParserPool pool, String code) {
    return Trees.summary(pool.parse(Language.JAVASCRIPT, Trees.text(code), LIMIT));
  }

  private static int firstNamed(SyntaxTree tree, String kind) {
    return tree.subtree(0).filter(n -> tree.is(n, kind)).findFirst().orElseThrow();
  }
}
