package io.mcpscore.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mcpscore.engine.Cancellation;
import io.mcpscore.engine.RepositorySnapshot;
import io.mcpscore.engine.RepositorySnapshot.Entry;
import io.mcpscore.engine.ScanBudget;
import io.mcpscore.model.ErrorCode;
import io.mcpscore.model.RepositoryAddress;
import io.mcpscore.model.ScanFailedException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * A fetch from a place that means harm.
 *
 * @param code null when it was fetched and read
 * @param isTransient whether another try is worth it
 * @param message for the user
 * @param paths of the files, empty after a failure
 * @param time it took
 */
record Attempt(
    ErrorCode code, boolean isTransient, String message, List<String> paths, Duration time) {

  static final RepositoryAddress ADDRESS =
      new RepositoryAddress("github.com", "owner", "name", null, null);

  /** What a loaded machine may add to a time budget, besides its 5 %. */
  private static final Duration GRACE = Duration.ofSeconds(2);

  /** The default limits with another time to fetch in. */
  static ScanBudget within(Duration cloneTime) {
    ScanBudget d = ScanBudget.DEFAULT;
    return new ScanBudget(
        cloneTime,
        d.scanTime(),
        d.transferBytes(),
        d.inflatedBytes(),
        d.fileBytes(),
        d.files(),
        d.entries(),
        d.treeDepth(),
        d.pathLength(),
        d.parseTime());
  }

  /** Fetches and reads every file. */
  static Attempt at(URI base, ScanBudget budget) {
    return at(GitSettings.DEFAULT.withMirror("github.com", base), budget);
  }

  static Attempt at(GitSettings settings, ScanBudget budget) {
    long start = System.nanoTime();
    try (RepositorySnapshot snapshot =
        new GitIntake(settings).fetch(ADDRESS, budget, p -> {}, new Cancellation())) {
      for (Entry entry : snapshot.entries()) {
        if (entry.isPresent()) {
          snapshot.read(entry);
        }
      }
      List<String> paths = snapshot.entries().stream().map(Entry::path).toList();
      return new Attempt(null, false, "", paths, since(start));
    } catch (ScanFailedException e) {
      return new Attempt(
          e.error().code(), e.isTransient(), e.error().toString(), List.of(), since(start));
    } catch (IOException e) {
      throw new AssertionError("an entry without bytes", e);
    }
  }

  Attempt mustEnd(ErrorCode expected, ScanBudget budget) {
    assertEquals(expected, code, message);
    long most = budget.cloneTime().toMillis() * 105 / 100 + GRACE.toMillis();
    assertTrue(time.toMillis() <= most, () -> "took " + time + " of " + budget.cloneTime());
    return this;
  }

  /** An honest repository still comes in, as it is. */
  static void assertUnharmed() {
    TestPack pack = new TestPack();
    var commit = pack.commit(pack.tree("honest.py", pack.blob("pass\n".getBytes(UTF_8))));
    try (HostileServer honest = new HostileServer(GitWire.serving(commit, pack.bytes()))) {
      Attempt attempt = at(honest.base(), ScanBudget.DEFAULT);
      assertEquals(List.of("honest.py"), attempt.paths(), attempt.message());
    }
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
