package io.mcpscore.worker;

import io.mcpscore.engine.Cancellation;
import io.mcpscore.engine.RepositorySnapshot;
import io.mcpscore.engine.ScanBudget;
import io.mcpscore.intake.TransferProgress;
import io.mcpscore.model.ApiError;
import io.mcpscore.model.ErrorCode;
import io.mcpscore.model.Phase;
import io.mcpscore.model.Progress;
import io.mcpscore.model.Report;
import io.mcpscore.model.RepositoryAddress;
import io.mcpscore.model.ScanFailedException;
import io.mcpscore.worker.scan.Analyzer;
import io.mcpscore.worker.scan.Fetcher;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Fetch and analysis whose course the first word of the repository's name decides. */
@Alternative
@Priority(1)
@Singleton
public class ScriptedWork implements Fetcher, Analyzer {

  private final Map<String, AtomicInteger> fetches = new ConcurrentHashMap<>();
  private final Semaphore gate = new Semaphore(0);

  /** How often a repository was fetched. */
  public int fetches(String name) {
    return fetches.getOrDefault(name, new AtomicInteger()).get();
  }

  /** Lets one {@code gated} scan go on. */
  public void open() {
    gate.release();
  }

  @Override
  public Optional<RepositorySnapshot> fetch(
      RepositoryAddress address,
      Predicate<String> known,
      Consumer<TransferProgress> listener,
      Cancellation cancellation) {
    if (address.name().startsWith("same") && known.test(TestSnapshot.COMMIT)) {
      return Optional.empty();
    }
    return Optional.of(fetch(address, listener, cancellation));
  }

  private RepositorySnapshot fetch(
      RepositoryAddress address, Consumer<TransferProgress> listener, Cancellation cancellation) {
    int count = fetches.computeIfAbsent(address.name(), n -> new AtomicInteger()).incrementAndGet();
    listener.accept(new TransferProgress(1234, 1, 2));
    return switch (address.name().split("-")[0]) {
      case "flaky" -> {
        if (count == 1) {
          throw broken(ErrorCode.CLONE_FAILED, true);
        }
        yield new TestSnapshot();
      }
      case "polite" -> {
        if (count == 1) {
          throw putOff(Duration.ofSeconds(30));
        }
        yield new TestSnapshot();
      }
      case "busy" -> throw putOff(Duration.ofMillis(1));
      case "down" -> throw broken(ErrorCode.CLONE_FAILED, true);
      case "gone" -> throw broken(ErrorCode.REPO_NOT_FOUND, false);
      case "memory" -> throw new OutOfMemoryError("not a real one");
      case "endless" -> endless(cancellation);
      case "gated" -> {
        gate.acquireUninterruptibly();
        yield new TestSnapshot();
      }
      default -> new TestSnapshot();
    };
  }

  @Override
  public Report analyze(
      RepositorySnapshot snapshot,
      String path,
      ScanBudget budget,
      Consumer<Progress> progress,
      Cancellation cancellation) {
    progress.accept(new Progress(Phase.PARSING, 40, 1, 2));
    progress.accept(new Progress(Phase.SCORING, 100, 2, 2));
    return TestReports.plain();
  }

  private static RepositorySnapshot endless(Cancellation cancellation) {
    while (true) {
      cancellation.check();
      Thread.onSpinWait();
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(10);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static ScanFailedException putOff(Duration wait) {
    return new ScanFailedException(
        new ApiError(ErrorCode.CLONE_FAILED, "scripted", null), wait, null);
  }

  private static ScanFailedException broken(ErrorCode code, boolean isTransient) {
    return new ScanFailedException(new ApiError(code, "scripted", null), isTransient, null);
  }
}
