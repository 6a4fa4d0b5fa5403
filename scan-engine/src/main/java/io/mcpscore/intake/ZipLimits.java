package io.mcpscore.intake;

/**
 * What an archive of either kind may cost, besides what the scan's budget says about its tree.
 *
 * @param compressedBytes bytes of the archive
 * @param expandedBytes bytes of all its files together
 * @param ratio expanded to compressed bytes of the whole, beyond the first megabyte
 */
public record ZipLimits(long compressedBytes, long expandedBytes, int ratio) {

  /** 4.5 MB compressed, 50 MB expanded, 100 to 1. */
  public static final ZipLimits DEFAULT = new ZipLimits(4_500_000, 50_000_000, 100);
}
