package io.mcpscore.deploy.throughput;

import io.mcpscore.deploy.owned.Answers;
import io.mcpscore.deploy.owned.OwnedSystem;
import io.mcpscore.deploy.owned.ScanClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Scans of branches of one repository, asked for singly by as many accounts as that takes. */
final class Load {

  /** Unfinished single scans of one account that go before batches. */
  private static final int PER_ACCOUNT = 4;

  private static final long LONGEST_SECONDS = 600;

  private final OwnedSystem system;
  private final String repository;
  private final List<ScanClient> clients = new ArrayList<>();
  private int branch;

  Load(OwnedSystem system, String repository, int mostAtOnce) {
    this.system = system;
    this.repository = repository;
    for (int i = 0; i <= mostAtOnce / PER_ACCOUNT; i++) {
      String key = system.newKey("account-" + i);
      clients.add(new ScanClient(system.address(), key, new Answers()));
    }
  }

  /**
   * Asks for scans and waits for all of them.
   *
   * @param count how many
   * @param everyNanos time from one request to the next; 0 for all at once
   * @return nanoseconds from request to result of each, in order of length
   */
  List<Long> run(int count, long everyNanos) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Long>> ends = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        ScanClient client = clients.get(i % clients.size());
        String address = repository + "/tree/branch" + branch++;
        ends.add(threads.submit(() -> time(client, address)));
        TimeUnit.NANOSECONDS.sleep(everyNanos);
      }
      List<Long> nanos = new ArrayList<>();
      for (Future<Long> end : ends) {
        nanos.add(end.get());
      }
      nanos.sort(null);
      return nanos;
    }
  }

  /** Scans a second while a worker does nothing else, all asked for at once. */
  double perSecond(int count) throws Exception {
    long since =
        Long.parseLong(
            system.database().text("SELECT count(*) FROM scan WHERE status = 'complete'"));
    run(count, 0);
    // From the first start to the last end, so that asking for them is no part of it.
    String seconds =
        system
            .database()
            .text(
                "SELECT extract(epoch FROM max(completed_at) - min(started_at)) FROM (SELECT * FROM"
                    + " scan WHERE status = 'complete' ORDER BY created_at OFFSET "
                    + since
                    + ") AS these");
    return count / Double.parseDouble(seconds);
  }

  private static long time(ScanClient client, String address) throws InterruptedException {
    long start = System.nanoTime();
    String id = client.submit(address, null);
    String status =
        client
            .ended(id, start + TimeUnit.SECONDS.toNanos(LONGEST_SECONDS))
            .map(end -> end.path("status").asText())
            .orElse("endless");
    if (!status.equals("complete")) {
      throw new AssertionError(id + " is " + status);
    }
    return System.nanoTime() - start;
  }
}
