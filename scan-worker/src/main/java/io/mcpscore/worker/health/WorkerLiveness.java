package io.mcpscore.worker.health;

import io.mcpscore.worker.queue.ScanRunner;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Alive while no scan goes on long after it was told to end, which only a restart can mend. */
@Liveness
public class WorkerLiveness implements HealthCheck {

  private final ScanRunner runner;

  WorkerLiveness(ScanRunner runner) {
    this.runner = runner;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("no scan is stuck").status(!runner.isStuck()).build();
  }
}
