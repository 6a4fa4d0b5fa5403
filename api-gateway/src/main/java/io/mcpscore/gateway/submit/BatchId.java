package io.mcpscore.gateway.submit;

import io.mcpscore.model.ScanId;
import java.time.Instant;

/** Batch ids: {@code batch_} and 22 base-62 digits made as those of scan ids are. */
public final class BatchId {

  private static final String PREFIX = "batch_";
  private static final String SCAN_PREFIX = "scan_";

  private BatchId() {}

  /**
   * A new id.
   *
   * @param now time to encode
   */
  public static String next(Instant now) {
    return PREFIX + ScanId.next(now).substring(SCAN_PREFIX.length());
  }

  /** Whether a text has the form of an id; says nothing about its existence. */
  public static boolean isValid(String text) {
    return text.startsWith(PREFIX) && ScanId.isValid(SCAN_PREFIX + text.substring(PREFIX.length()));
  }
}
