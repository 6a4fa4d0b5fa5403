package io.mcpscore.worker.ops;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * What the worker counts. Labels are codes and phases from fixed sets, never anything of a
 * repository.
 */
@Singleton
public class ScanMetrics {

  private final MeterRegistry registry;
  private final Counter unclaimed;
  private final Counter poison;
  private final Counter reused;
  private final DistributionSummary bytes;

  /** Metrics in a registry. */
  public ScanMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.unclaimed =
        Counter.builder("mcpscore.worker.unclaimed")
            .description("Jobs whose row was taken or ended already")
            .register(registry);
    this.poison =
        Counter.builder("mcpscore.worker.poison")
            .description("Records that are no jobs")
            .register(registry);
    this.reused =
        Counter.builder("mcpscore.worker.reused")
            .description("Scans of unchanged commits that took over an earlier report")
            .register(registry);
    this.bytes =
        DistributionSummary.builder("mcpscore.worker.transfer")
            .description("Bytes received from git hosts")
            .baseUnit("bytes")
            .register(registry);
  }

  /** Times one phase of a scan. */
  public <T> T time(String phase, Supplier<T> work) {
    return Timer.builder("mcpscore.worker.phase")
        .description("Time per phase of a scan")
        .tag("phase", phase)
        .register(registry)
        .record(work);
  }

  /**
   * Counts an attempt that ended.
   *
   * @param outcome {@code complete}, {@code released}, {@code postponed}, {@code discarded} or the
   *     code of the failure
   */
  public void ended(String outcome) {
    Counter.builder("mcpscore.worker.scans")
        .description("Attempts by how they ended")
        .tag("outcome", outcome)
        .register(registry)
        .increment();
  }

  /** Counts a scan that took over the report of an earlier one. */
  public void reused() {
    reused.increment();
  }

  /**
   * Counts parts of repositories.
   *
   * @param known whose results an earlier scan left
   * @param unknown that have to be read
   */
  public void parts(int known, int unknown) {
    part("known", known);
    part("unknown", unknown);
  }

  private void part(String state, int count) {
    Counter.builder("mcpscore.worker.parts")
        .description("Parts of repositories by whether an earlier scan left their results")
        .tag("state", state)
        .register(registry)
        .increment(count);
  }

  /** Counts a job whose row could not be claimed. */
  public void unclaimed() {
    unclaimed.increment();
  }

  /** Counts a record that is no job. */
  public void poison() {
    poison.increment();
  }

  /** Records the bytes of one fetch. */
  public void transferred(long count) {
    bytes.record(count);
  }

  /** Shows the slots, and how many of them are busy. */
  public void slots(int all, IntSupplier busy) {
    Gauge.builder("mcpscore.worker.slots", () -> all)
        .description("Scans that may run at once")
        .register(registry);
    Gauge.builder("mcpscore.worker.slots.busy", busy::getAsInt)
        .description("Scans that run now")
        .strongReference(true)
        .register(registry);
  }
}
