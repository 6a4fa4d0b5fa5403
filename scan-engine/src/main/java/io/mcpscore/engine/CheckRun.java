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
import java.util.function.Predicate;

/**
 * Runs the checks of one scan, several at a time, with the outcome of running one after the other.
 */
final class CheckRun {

  private final int threads;
  private final Cancellation cancellation;

  /**
   * Prepares a run.
   *
   * @param threads checks that run at a time
   * @param cancellation looked at before every check
   */
  CheckRun(int threads, Cancellation cancellation) {
    this.threads = threads;
    this.cancellation = cancellation;
  }

  /**
   * One check and what it looks at.
   *
   * @param check the check
   * @param context a part of the repository, or all of it
   * @param paths that findings may be about
   */
  record Task(Check check, CheckContext context, Predicate<String> paths) {}

  /**
   * What came of one check.
   *
   * @param reported its findings
   * @param notRun why it has none to give, when it could not run or broke
   * @param leftOut how many findings were too many
   */
  record Outcome(List<Reported> reported, Optional<RuleNotRun> notRun, int leftOut) {

    private static Outcome without(String id, String reason) {
      return new Outcome(List.of(), Optional.of(new RuleNotRun(id, reason)), 0);
    }
  }

  /**
   * Runs checks.
   *
   * @param checksDone told how many are done, each number once and in order
   * @return the outcomes in the order of the tasks
   * @throws ScanFailedException when the scan was cancelled
   */
  List<Outcome> run(List<Task> tasks, IntConsumer checksDone) {
    Outcome[] outcomes = new Outcome[tasks.size()];
    Progress progress = new Progress(checksDone);
    TaskQueue queue = new TaskQueue(tasks);
    Workers.run(
        "check",
        threads,
        () ->
            queue.work(
                i -> {
                  cancellation.check();
                  outcomes[i] = run(tasks.get(i));
                  progress.oneMore();
                }));
    return Arrays.asList(outcomes);
  }

  /** A check that breaks costs its own findings, never the scan. */
  private static Outcome run(Task task) {
    Check check = task.check();
    String id = check.info().id();
    FindingCollector findings = new FindingCollector(check.info(), task.paths());
    try {
      Optional<String> lacks = check.lacks(task.context());
      if (lacks.isPresent()) {
        return Outcome.without(id, lacks.get());
      }
      check.run(task.context(), findings);
    } catch (ScanFailedException e) {
      throw e;
    } catch (RuntimeException | StackOverflowError e) {
      return Outcome.without(id, Faults.reason(e));
    }
    return new Outcome(findings.reported(), Optional.empty(), findings.leftOut());
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
