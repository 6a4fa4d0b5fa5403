package io.mcpscore.worker.scan;

import io.mcpscore.model.RepositoryAddress;

/**
 * A scan that this worker owns for as long as it renews the lease.
 *
 * @param id of the scan
 * @param attempt fencing number: every write names it
 * @param address what to fetch
 * @param enableAi whether the caller asked for the AI stage
 */
public record ClaimedScan(String id, int attempt, RepositoryAddress address, boolean enableAi) {}
