package io.mcpscore.gateway.jobs;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A job as the operator sees it.
 *
 * @param id of its scan
 * @param state queued, retrying, running, given-up, failed or complete
 * @param account name of whoever asked for it
 * @param url canonical URL of the repository
 * @param ref branch, tag or commit, or null for the default branch
 * @param path sub-directory, or null for the whole tree
 * @param bulk whether it is part of a bulk run
 * @param attempt fencing number: attempts ever begun
 * @param tries attempts that count towards the most that a scan gets; a retry begins anew
 * @param waits how often the git host asked to come back later, since the last retry
 * @param worker who has it, or had it last, or null
 * @param heldSeconds how long the worker has had it, while it runs
 * @param leaseSeconds until the lease ends unless renewed, while it runs; below 0 it is over
 * @param createdAt when it was asked for
 * @param availableAt before when it is not begun, while it waits
 * @param publishedAt when it was last sent to the workers, while it waits; null: not yet
 * @param completedAt when it ended, or null
 * @param error why it failed, or null
 */
public record JobView(
    String id,
    String state,
    String account,
    String url,
    String ref,
    String path,
    boolean bulk,
    int attempt,
    int tries,
    int waits,
    String worker,
    Long heldSeconds,
    Long leaseSeconds,
    Instant createdAt,
    Instant availableAt,
    Instant publishedAt,
    Instant completedAt,
    Failure error) {

  /**
   * Why a job failed.
   *
   * @param code for programs
   * @param message one sentence
   * @param details what to do next, or null
   * @param kind transient, resource or permanent
   */
  @Schema(name = "JobFailure")
  public record Failure(String code, String message, String details, String kind) {}
}
