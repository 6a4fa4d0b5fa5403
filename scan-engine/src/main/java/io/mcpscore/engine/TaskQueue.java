package io.mcpscore.engine;

import io.mcpscore.engine.CheckRun.Task;
import io.mcpscore.engine.check.Memo;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * Hands out tasks so that threads seldom wait for each other. Checks that stand side by side need
 * the same texts and flows of a part, which one of them works out while the others wait. So every
 * thread takes a part of its own, from the front; when all are taken, it helps with those that are
 * left, from the back.
 */
final class TaskQueue {

  private final List<Stretch> stretches = new ArrayList<>();
  private final AtomicInteger taken = new AtomicInteger();

  /** Splits tasks into the stretches of those that work things out for each other. */
  TaskQueue(List<Task> tasks) {
    int from = 0;
    for (int i = 1; i <= tasks.size(); i++) {
      if (i == tasks.size() || memo(tasks, i) != memo(tasks, from)) {
        stretches.add(new Stretch(from, i));
        from = i;
      }
    }
  }

  private static Memo memo(List<Task> tasks, int task) {
    return tasks.get(task).context().memo();
  }

  /** Does tasks until there are none left; called by each thread once. */
  void work(IntConsumer task) {
    for (int s = taken.getAndIncrement(); s < stretches.size(); s = taken.getAndIncrement()) {
      Stretch own = stretches.get(s);
      for (int i = own.first(); i != Stretch.NONE; i = own.first()) {
        task.accept(i);
      }
    }
    for (Stretch other : stretches) {
      for (int i = other.last(); i != Stretch.NONE; i = other.last()) {
        task.accept(i);
      }
    }
  }

  /** Tasks that nobody has begun. */
  private static final class Stretch {

    static final int NONE = -1;

    private int from;
    private int to;

    Stretch(int from, int to) {
      this.from = from;
      this.to = to;
    }

    synchronized int first() {
      return from < to ? from++ : NONE;
    }

    synchronized int last() {
      return from < to ? --to : NONE;
    }
  }
}
