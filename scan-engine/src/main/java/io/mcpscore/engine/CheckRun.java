package io.mcpscore.engine;

import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.report.FindingCollector;
import io.mcpscore.engine.report.Reported;
import io.mcpscore.model.Coverage.RuleNotRun;
import io.mcpscore.model.ScanFailedException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * Runs the checks of one scan, several at a time, with the outcome of running one after the other.
 */
final class CheckRun {

  /**
   * Bytes of stack of each thread. Deep code is given up by limits that are counted; this is enough
   * for all of them, whatever thread asked for the scan.
   */
  private static final long STACK = 32L << 20;

  private final List<Check> checks;
  private final int threads;
  private final Cancellation cancellation;

  /**
   * Prepares a run.
   *
   * @param threads checks that run at a time
   * @param cancellation looked at before every check
   */
  CheckRun(List<Check> checks, int threads, Cancellation cancellation) {
    this.checks = checks;
    this.threads = threads;
    this.cancellation = cancellation;
  }

  /**
   * What came of one check.
   *
   * @param reported its findings
   * @param notRun why it has none to give, when it could not run or broke
   * @param note what the reader should know besides
   */
  record Outcome(List<Reported> reported, Optional<RuleNotRun> notRun, Optional<String> note) {

    private static Outcome without(String id, String reason) {
      return new Outcome(List.of(), Optional.of(new RuleNotRun(id, reason)), Optional.empty());
    }
  }

  /**
   * Runs every check.
   *
   * @param checksDone told how many are done, each number once and in order
   * @return the outcomes in the order of the checks
   * @throws ScanFailedException when the scan was cancelled
   */
  List<Outcome> run(CheckContext context, IntConsumer checksDone) {
    Outcome[] outcomes = new Outcome[checks.size()];
    AtomicInteger next = new AtomicInteger();
    Progress progress = new Progress(checksDone);
    try (ExecutorService executor =
        Executors.newFixedThreadPool(threads, task -> new Thread(null, task, "check", STACK))) {
      List<CompletableFuture<Void>> workers = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        workers.add(
            CompletableFuture.runAsync(() -> work(context, next, outcomes, progress), executor));
      }
      CompletableFuture.allOf(workers.toArray(CompletableFuture[]::new)).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
    return Arrays.asList(outcomes);
  }

  private void work(
      CheckContext context, AtomicInteger next, Outcome[] outcomes, Progress progress) {
    for (int i = next.getAndIncrement(); i < outcomes.length; i = next.getAndIncrement()) {
      cancellation.check();
      outcomes[i] = run(checks.get(i), context);
      progress.oneMore();
    }
  }

  /** A check that breaks costs its own findings, never the scan. */
  private static Outcome run(Check check, CheckContext context) {
    String id = check.info().id();
    FindingCollector findings = new FindingCollector(check.info());
    try {
      Optional<String> lacks = check.lacks(context);
      if (lacks.isPresent()) {
        return Outcome.without(id, lacks.get());
      }
      check.run(context, findings);
    } catch (ScanFailedException e) {
      throw e;
    } catch (RuntimeException | StackOverflowError e) {
      return Outcome.without(id, Faults.reason(e));
    }
    Optional<String> note =
        findings.leftOut() > 0
            ? Optional.of(findings.leftOut() + " further findings of " + id + " were left out.")
            : Optional.empty();
    return new Outcome(findings.reported(), Optional.empty(), note);
  }

  /** Counts, and tells so while no other thread does. */
  private static final class Progress {

    private final IntConsumer done;
    private int count;

    Progress(IntConsumer done) {
      this.done = done;
    }

    synchronized void oneMore() {
      done.accept(++count);
    }
  }
}
