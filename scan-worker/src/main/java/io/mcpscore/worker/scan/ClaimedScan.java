package io.mcpscore.worker.scan;

import io.mcpscore.model.RepositoryAddress;

/**
 * A scan that this worker owns for as long as it renews the lease.
 *
 * @param id of the scan
 * @param attempt fencing number: every write names it
 * @param tries how many attempts that count there were, this one included
 * @param waits how often the git host asked to come back later
 * @param address what to fetch
 * @param enableAi whether the caller asked for the AI stage
 * @param mayReuse whether a stored report of the same commit will do
 */
public record ClaimedScan(
    String id,
    int attempt,
    int tries,
    int waits,
    RepositoryAddress address,
    boolean enableAi,
    boolean mayReuse) {}
