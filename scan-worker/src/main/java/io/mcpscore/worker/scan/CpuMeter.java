package io.mcpscore.worker.scan;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * The processor time of the threads of a group, which are those of one slot: threads that a scan
 * starts belong to the group of the thread that starts them. What a thread uses after its last
 * reading is not seen once it has ended. Read by one thread.
 */
final class CpuMeter {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final ThreadGroup group;
  private final Map<Long, Long> before = new HashMap<>();
  private final Map<Long, Long> seen = new HashMap<>();

  /** A meter that stands at zero. */
  CpuMeter(ThreadGroup group) {
    this.group = group;
    read(before);
  }

  /** Time used since the meter was made. */
  Duration used() {
    read(seen);
    long nanos = 0;
    for (Map.Entry<Long, Long> thread : seen.entrySet()) {
      nanos += thread.getValue() - before.getOrDefault(thread.getKey(), 0L);
    }
    return Duration.ofNanos(nanos);
  }

  private void read(Map<Long, Long> into) {
    Thread[] threads = new Thread[group.activeCount() * 2 + 16];
    int count = group.enumerate(threads);
    for (int i = 0; i < count; i++) {
      long id = threads[i].threadId();
      long nanos = THREADS.getThreadCpuTime(id);
      if (nanos >= 0) {
        into.put(id, nanos);
      }
    }
  }
}
