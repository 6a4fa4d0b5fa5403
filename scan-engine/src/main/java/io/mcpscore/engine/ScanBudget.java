package io.mcpscore.engine;

import java.time.Duration;

/**
 * What one scan may cost. Intake and engine take their limits from here alone.
 *
 * @param cloneTime from the first byte sent to the last byte read
 * @param scanTime the whole scan, clone included
 * @param transferBytes bytes received from the git host
 * @param inflatedBytes bytes of all files together after decompression
 * @param fileBytes bytes of one file; larger ones are skipped and reported
 * @param files files that are analysed; the rest is skipped and reported
 * @param entries entries of the whole tree; more end the scan
 * @param treeDepth directories in one path
 * @param pathLength UTF-16 units of one path
 * @param parseTime parsing of one file
 */
public record ScanBudget(
    Duration cloneTime,
    Duration scanTime,
    long transferBytes,
    long inflatedBytes,
    int fileBytes,
    int files,
    int entries,
    int treeDepth,
    int pathLength,
    Duration parseTime) {

  private static final long MEGABYTE = 1_000_000;

  /** The published limits: clone 30 s, 100 MB transferred, 1 MB a file, 5 minutes a scan. */
  public static final ScanBudget DEFAULT =
      new ScanBudget(
          Duration.ofSeconds(30),
          Duration.ofMinutes(5),
          100 * MEGABYTE,
          400 * MEGABYTE,
          (int) MEGABYTE,
          20_000,
          200_000,
          64,
          1024,
          Duration.ofSeconds(5));
}
