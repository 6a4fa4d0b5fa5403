package io.mcpscore.worker.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mcpscore.model.ApiError;
import io.mcpscore.model.ErrorCode;
import io.mcpscore.model.FailureKind;
import io.mcpscore.model.ScanJob;
import io.mcpscore.worker.Services;
import io.mcpscore.worker.TestReports;
import io.mcpscore.worker.TestRows;
import io.mcpscore.worker.scan.ClaimedScan;
import io.mcpscore.worker.scan.Outcome;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * A thousand races of two workers for one job. Statements of a race are under way at the same time
 * on connections of their own; the seed decides what each worker tries, the database who is first.
 */
@QuarkusTest
@QuarkusTestResource(Services.class)
class RacesIT {

  private static final int RACES = 1_000;
  private static final int AT_ONCE = 3;
  private static final long SEED = 20_260_401;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** The reaper's statement for one row, with the attempt that it saw. */
  private static final String REAP =
      "UPDATE scan SET status = 'pending', lease_until = NULL, worker = NULL, published_at = NULL"
          + " WHERE id = $1 AND status = 'analyzing' AND attempt = $2";

  @Inject ScanRows rows;
  @Inject TestRows table;
  @Inject Pool pool;

  /** The ways to end an attempt. */
  private enum Move {
    FINISH("complete"),
    RETRY("pending"),
    FAIL("failed");

    private final String status;

    Move(String status) {
      this.status = status;
    }
  }

  /**
   * What is tried in a race, decided before any race begins.
   *
   * @param number of the race
   * @param first how the worker of the first attempt tries to end it
   * @param second how that of the second does
   * @param late which stale statement comes when all is over
   */
  private record Plan(int number, Move first, Move second, int late) {}

  @Test
  void ofTwoWorkersExactlyOneWritesInEveryRace() throws Exception {
    Random random = new Random(SEED);
    Move[] moves = Move.values();
    List<Callable<Move>> races =
        IntStream.range(0, RACES)
            .mapToObj(
                i ->
                    new Plan(
                        i, moves[random.nextInt(3)], moves[random.nextInt(3)], random.nextInt(6)))
            .<Callable<Move>>map(plan -> () -> race(plan))
            .toList();
    Map<Move, Integer> ends = new EnumMap<>(Move.class);
    try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
      for (Future<Move> race : threads.invokeAll(races)) {
        ends.merge(race.get(), 1, Integer::sum);
      }
    }
    for (Move move : moves) {
      assertTrue(ends.getOrDefault(move, 0) > RACES / 10, "races that end with " + move);
    }
  }

  /** One race from the first claim to the last refusal; gives the move that stays. */
  private Move race(Plan plan) {
    String id = table.insert("race-" + plan.number());
    ClaimedScan first = onlyClaim(id, 0, List.of());

    // The lease of the first has expired just now: the reaper and its last write are both on their
    // way, and one of them finds the attempt gone.
    List<Boolean> end = all(List.of(reap(first), write(first, plan.first())));
    assertEquals(1, count(end), "of reaper and owner one wins");
    if (end.get(1) && plan.first() != Move.RETRY) {
      assertOver(plan, first, plan.first());
      return plan.first();
    }

    // Two workers get the job again, while the first still tries to write.
    ClaimedScan second = onlyClaim(id, 1, List.of(write(first, plan.first()), rows.renew(first)));
    assertEquals(2, second.attempt());

    // The owner ends its attempt against all that is stale, a job that comes twice included.
    List<Uni<Boolean>> against = new ArrayList<>(List.of(write(second, plan.second())));
    against.addAll(everyWrite(first));
    against.add(claim(id, 0));
    against.add(claim(id, 1));
    List<Boolean> written = all(against);
    assertTrue(written.getFirst(), "the owner writes");
    assertEquals(1, count(written), "nobody but the owner writes");
    assertOver(plan, second, plan.second());
    return plan.second();
  }

  /** Two claims of one job and whatever stale writes go with them: one claim wins, and only it. */
  private ClaimedScan onlyClaim(String id, int attempt, List<Uni<Boolean>> stale) {
    List<Optional<ClaimedScan>> won = new ArrayList<>();
    List<Uni<Boolean>> rivals = new ArrayList<>(stale);
    for (int worker = 0; worker < 2; worker++) {
      rivals.add(
          rows.claim(new ScanJob(id, attempt))
              .invoke(
                  scan -> {
                    synchronized (won) {
                      won.add(scan);
                    }
                  })
              .map(Optional::isPresent));
    }
    assertEquals(1, count(all(rivals)), "one claim of attempt " + attempt);
    return won.stream().flatMap(Optional::stream).findFirst().orElseThrow();
  }

  /** Nothing that is stale by now changes the row, and it is as its only writer left it. */
  private void assertOver(Plan plan, ClaimedScan writer, Move move) {
    List<Uni<Boolean>> late = new ArrayList<>(everyWrite(writer));
    late.add(reap(writer));
    late.add(claim(writer.id(), writer.attempt() - 1));
    assertEquals(0, count(all(List.of(late.get(plan.late())))), "stale write after " + move);
    Row row = table.get(writer.id());
    assertEquals(move.status, row.getString("status"));
    assertEquals(writer.attempt(), row.getInteger("attempt"));
    assertEquals(move == Move.FINISH ? signature(writer) : null, row.getString("commit_id"));
    assertEquals(move == Move.FAIL ? signature(writer) : null, row.getString("error_message"));
  }

  private List<Uni<Boolean>> everyWrite(ClaimedScan scan) {
    return List.of(
        write(scan, Move.FINISH),
        write(scan, Move.RETRY),
        write(scan, Move.FAIL),
        rows.renew(scan));
  }

  private Uni<Boolean> write(ClaimedScan scan, Move move) {
    return switch (move) {
      case FINISH ->
          rows.finish(scan, new Outcome.Finished(signature(scan), TestReports.plain(), null));
      case RETRY -> rows.release(scan, Duration.ZERO);
      case FAIL ->
          rows.fail(
              scan,
              new ApiError(ErrorCode.CLONE_FAILED, signature(scan), null),
              FailureKind.TRANSIENT);
    };
  }

  private Uni<Boolean> claim(String id, int attempt) {
    return rows.claim(new ScanJob(id, attempt)).map(Optional::isPresent);
  }

  private Uni<Boolean> reap(ClaimedScan scan) {
    return pool.preparedQuery(REAP)
        .execute(Tuple.of(scan.id(), scan.attempt()))
        .map(changed -> changed.rowCount() == 1);
  }

  private static List<Boolean> all(List<Uni<Boolean>> statements) {
    return Uni.join().all(statements).andFailFast().await().atMost(PATIENCE);
  }

  private static long count(List<Boolean> written) {
    return written.stream().filter(b -> b).count();
  }

  /** What tells the writes of one attempt from those of another. */
  private static String signature(ClaimedScan scan) {
    return "written by attempt " + scan.attempt();
  }
}
