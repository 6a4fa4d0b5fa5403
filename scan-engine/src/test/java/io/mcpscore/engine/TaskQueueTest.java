package io.mcpscore.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mcpscore.engine.CheckRun.Task;
import io.mcpscore.engine.check.CheckContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TaskQueueTest {

  @Test
  void everyThreadHasAPartOfItsOwn() {
    TaskQueue queue = new TaskQueue(tasks(2, 2));
    List<Integer> other = new ArrayList<>();
    List<Integer> one = whileDoing(queue, 0, () -> queue.work(other::add));
    // Whoever is done with its own part takes what is left of the other.
    assertEquals(List.of(2, 3, 1), other);
    assertEquals(List.of(0), one);
  }

  @Test
  void aThreadWithoutAPartHelpsFromTheOtherEnd() {
    TaskQueue queue = new TaskQueue(tasks(4));
    List<Integer> helper = new ArrayList<>();
    List<Integer> owner = whileDoing(queue, 1, () -> queue.work(helper::add));
    assertEquals(List.of(0, 1), owner);
    assertEquals(List.of(3, 2), helper);
  }

  @Test
  void everyTaskIsDoneOnce() {
    TaskQueue queue = new TaskQueue(tasks(100, 1, 50, 3));
    List<Integer> done = Collections.synchronizedList(new ArrayList<>());
    Workers.run("test", 4, () -> queue.work(done::add));
    assertEquals(IntStream.range(0, 154).boxed().toList(), done.stream().sorted().toList());
  }

  @Test
  void nothingToDoIsDone() {
    List<Integer> done = new ArrayList<>();
    new TaskQueue(List.of()).work(done::add);
    assertEquals(List.of(), done);
  }

  /** What a thread does that lets others in while it is at one of its tasks. */
  private static List<Integer> whileDoing(TaskQueue queue, int task, Runnable others) {
    List<Integer> done = new ArrayList<>();
    queue.work(
        i -> {
          done.add(i);
          if (i == task) {
            others.run();
          }
        });
    return done;
  }

  /** Tasks of several parts. */
  private static List<Task> tasks(int... counts) {
    return IntStream.of(counts).boxed().flatMap(TaskQueueTest::part).toList();
  }

  private static Stream<Task> part(int count) {
    CheckContext context =
        new CheckContext(Map.of(), List.of(), null, null, null, null, List.of(), null);
    return Stream.generate(() -> new Task(null, context, path -> true)).limit(count);
  }
}
