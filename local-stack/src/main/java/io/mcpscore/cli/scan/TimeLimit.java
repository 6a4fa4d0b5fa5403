package io.mcpscore.cli.scan;

import io.mcpscore.engine.Cancellation;
import io.mcpscore.model.ApiError;
import io.mcpscore.model.ErrorCode;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Cancels a scan that takes too long. */
final class TimeLimit implements AutoCloseable {

  private final CompletableFuture<Void> timer;

  TimeLimit(Duration limit, Cancellation cancellation) {
    ApiError error =
        new ApiError(
            ErrorCode.ANALYSIS_TIMEOUT,
            "The scan took over " + limit.toSeconds() + " s.",
            "Name a part of the repository with --path.");
    timer =
        CompletableFuture.runAsync(
            () -> cancellation.cancel(error),
            CompletableFuture.delayedExecutor(limit.toMillis(), TimeUnit.MILLISECONDS));
  }

  @Override
  public void close() {
    timer.cancel(false);
  }
}
