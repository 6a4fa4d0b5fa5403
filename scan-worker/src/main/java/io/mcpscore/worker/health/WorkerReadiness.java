package io.mcpscore.worker.health;

import io.mcpscore.worker.queue.JobConsumer;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when jobs are being taken, which needs the schema. */
@Readiness
public class WorkerReadiness implements HealthCheck {

  private final JobConsumer consumer;

  WorkerReadiness(JobConsumer consumer) {
    this.consumer = consumer;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("taking jobs").status(consumer.isConsuming()).build();
  }
}
