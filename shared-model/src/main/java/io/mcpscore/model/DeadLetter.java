package io.mcpscore.model;

/**
 * The message about a job that was given up. Like every message it only tells: the row has it all.
 *
 * @param scanId id of the scan
 * @param attempt the last one
 * @param code of the failure
 */
public record DeadLetter(String scanId, int attempt, ErrorCode code) {}
