package io.mcpscore.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/** Shares the pieces of one stage of a scan among threads that live as long as the stage. */
public final class Workers {

  /**
   * Bytes of stack of each thread. Deep code is given up by limits that are counted; this is enough
   * for all of them, whatever thread asked for the scan.
   */
  private static final long STACK = 32L << 20;

  private Workers() {}

  /**
   * Does pieces 0 to {@code count - 1}, each once and several at a time, begun in this order.
   *
   * @param name of the threads
   * @param threads pieces that are done at a time
   * @param piece does one; what it throws ends its thread, and is thrown here once the other
   *     threads have done the rest or ended too
   */
  public static void share(String name, int threads, int count, IntConsumer piece) {
    AtomicInteger next = new AtomicInteger();
    run(
        name,
        threads,
        () -> {
          for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
            piece.accept(i);
          }
        });
  }

  /**
   * Does the same on several threads.
   *
   * @param name of the threads
   * @param threads how many
   * @param work what each does; what it throws ends its thread, and is thrown here once the others
   *     have ended
   */
  public static void run(String name, int threads, Runnable work) {
    try (ExecutorService executor =
        Executors.newFixedThreadPool(threads, task -> new Thread(null, task, name, STACK))) {
      List<CompletableFuture<Void>> workers = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        workers.add(CompletableFuture.runAsync(work, executor));
      }
      CompletableFuture.allOf(workers.toArray(CompletableFuture[]::new)).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      if (e.getCause() instanceof Error cause) {
        throw cause;
      }
      throw e;
    }
  }
}
