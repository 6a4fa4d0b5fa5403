package io.mcpscore.model;

/**
 * The queue message. It says that there is work; the row in the database is the truth.
 *
 * @param scanId id of the scan
 * @param attempt attempts that had begun when it was published; a worker may claim the row only
 *     while the row still says the same
 */
public record ScanJob(String scanId, int attempt) {}
