package io.mcpscore.gateway.submit;

import io.mcpscore.gateway.auth.Caller;
import io.mcpscore.gateway.auth.Charge;
import io.mcpscore.gateway.config.GitSettings;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/** Asks for one scan as {@code POST /api/v1/scan} does, for whoever is no resource. */
@Singleton
public class SingleSubmission {

  private final Submission submission;
  private final GitSettings git;
  private final QueueLimits limits;
  private final SubmissionMetrics metrics;

  SingleSubmission(
      Submission submission, GitSettings git, QueueLimits limits, SubmissionMetrics metrics) {
    this.submission = submission;
    this.git = git;
    this.limits = limits;
    this.metrics = metrics;
  }

  /**
   * Asks for a scan.
   *
   * @param caller who asks, and who owns the scan
   * @param body of {@code POST /api/v1/scan}
   * @return the answer of that request; its errors are failures
   */
  public Uni<Submitted> submit(Caller caller, byte[] body) {
    Asker asker = new Asker(caller.accountId(), limits.of(caller), false, Charge.NONE);
    return submission
        .submit(asker, ScanRequest.read(body, git.hosts()), null)
        .invoke(metrics::count)
        .map(Outcome::body);
  }
}
