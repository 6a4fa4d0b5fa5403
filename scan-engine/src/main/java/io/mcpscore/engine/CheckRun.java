package io.mcpscore.engine;

import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.report.FindingCollector;
import io.mcpscore.engine.report.Reported;
import io.mcpscore.model.Coverage.RuleNotRun;
import io.mcpscore.model.ScanFailedException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;

/**
 * Runs the checks of one scan, several at a time, with the outcome of running one after the other.
 */
final class CheckRun {

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
    Progress progress = new Progress(checksDone);
    Workers.share(
        "check",
        threads,
        outcomes.length,
        i -> {
          cancellation.check();
          outcomes[i] = run(checks.get(i), context);
          progress.oneMore();
        });
    return Arrays.asList(outcomes);
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
