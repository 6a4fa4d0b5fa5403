package io.mcpscore.engine;

import io.mcpscore.engine.parser.ParserPool;
import io.mcpscore.intake.DirectoryIntake;
import io.mcpscore.model.ScanFailedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Measures every stage of a scan on real repositories, all in one run, beside a plain parse of the
 * same bytes and beside other scanners. Times on shared machines say little by themselves, so every
 * row has its ratio to the plain parse.
 *
 * <p>{@code EngineBenchmark ROUNDS DIR... [-- NAME COMMAND...]...}: in the commands of other
 * scanners, {@code {dir}} stands for the directory.
 */
public final class EngineBenchmark {

  private static final double MEGA = 1e6;

  private final int rounds;
  private final int threads = Runtime.getRuntime().availableProcessors();

  private EngineBenchmark(int rounds) {
    this.rounds = rounds;
  }

  /** Runs the benchmark and prints one table a directory. */
  public static void main(String[] args) throws IOException {
    List<List<String>> groups = new ArrayList<>(List.of(new ArrayList<>()));
    for (String arg : args) {
      if (arg.equals("--")) {
        groups.add(new ArrayList<>());
      } else {
        groups.getLast().add(arg);
      }
    }
    List<String> own = groups.removeFirst();
    EngineBenchmark benchmark = new EngineBenchmark(Integer.parseInt(own.removeFirst()));
    for (String directory : own) {
      benchmark.run(Path.of(directory), groups);
    }
  }

  private void run(Path directory, List<List<String>> others) throws IOException {
    Map<String, Clock> best = new LinkedHashMap<>();
    double held;
    Stages stages;
    try (ParserPool pool = new ParserPool(threads)) {
      double before = heap();
      stages = new Stages(pool, threads, directory);
      for (int round = 0; round < rounds; round++) {
        best(best, "plain parse, one thread", stages::floor);
        best(best, "parse", stages::parse);
        best(best, "model", stages::model);
        best(best, "match", stages::match);
        best(best, "match and dataflow", stages::checks);
      }
      held = heap() - before;
    }
    try (ScanEngine engine = new ScanEngine(EngineSettings.defaults())) {
      for (int round = 0; round < rounds; round++) {
        best(best, "whole scan", () -> scan(engine, directory));
      }
    }
    for (List<String> other : others) {
      best(best, other.getFirst(), () -> external(other.subList(1, other.size()), directory));
    }
    print(directory, stages, best, held);
  }

  /** The quickest of all rounds counts: what is slower was disturbed. */
  private static void best(Map<String, Clock> best, String name, Runnable work) {
    Clock clock = Clock.time(work);
    best.merge(name, clock, (a, b) -> Comparator.comparing(Clock::wall).compare(a, b) <= 0 ? a : b);
  }

  private static void scan(ScanEngine engine, Path directory) {
    try (RepositorySnapshot snapshot = new DirectoryIntake(ScanBudget.DEFAULT).open(directory)) {
      engine.scan(snapshot, null, ScanBudget.DEFAULT, progress -> {}, new Cancellation());
    } catch (ScanFailedException e) {
      System.out.println("(" + directory.getFileName() + ": " + e.getMessage() + ")");
    }
  }

  private static void external(List<String> command, Path directory) {
    try {
      List<String> words =
          command.stream().map(w -> w.replace("{dir}", directory.toString())).toList();
      new ProcessBuilder(words)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static double heap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private void print(Path directory, Stages stages, Map<String, Clock> best, double held) {
    double megabytes = stages.bytes() / MEGA;
    double floor = best.values().iterator().next().seconds();
    System.out.printf(
        Locale.ROOT,
        "%n%s: %d files, %.1f MB, %d lines parsed; %d cores, best of %d%n",
        directory.getFileName(),
        stages.count(),
        megabytes,
        stages.lines(),
        threads,
        rounds);
    System.out.printf("| what | s | MB/s | MB/cpu-s | lines/s | x plain parse |%n");
    System.out.printf("| --- | --- | --- | --- | --- | --- |%n");
    best.forEach(
        (name, clock) ->
            System.out.printf(
                Locale.ROOT,
                "| %s | %.2f | %.1f | %s | %.0f | %.2f |%n",
                name,
                clock.seconds(),
                megabytes / clock.seconds(),
                rate(megabytes, clock.processorSeconds()),
                stages.lines() / clock.seconds(),
                clock.seconds() / floor));
    System.out.printf(
        Locale.ROOT,
        "heap that a scan holds: %.0f MB, %.1f MB a MB of code%n",
        held / MEGA,
        held / MEGA / megabytes);
  }

  /** Of programs that ended before they were asked, the processor time is not known. */
  private static String rate(double megabytes, double seconds) {
    return seconds < 0.05 ? "-" : String.format(Locale.ROOT, "%.1f", megabytes / seconds);
  }
}
