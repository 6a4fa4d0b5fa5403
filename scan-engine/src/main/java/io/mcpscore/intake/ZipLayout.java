package io.mcpscore.intake;

import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipException;

/**
 * Holds the parts of a ZIP file against its directory. Files must lie side by side from the first
 * byte to the directory, and say of themselves what the directory says of them: where programs
 * could read the same archive in two ways, or one file's bytes as a hundred files', it is refused.
 */
final class ZipLayout {

  private static final int LOCAL_SIGNATURE = 0x04034b50;
  private static final int LOCAL_LENGTH = 30;
  private static final int SIZES_FOLLOW = 1 << 3;

  /** Lengths of what may follow a file whose sizes were not known in advance. */
  private static final Set<Long> DESCRIPTORS = Set.of(12L, 16L, 20L, 24L);

  private final ByteBuffer zip;

  /** A layout of an archive in little-endian order. */
  ZipLayout(ByteBuffer zip) {
    this.zip = zip;
  }

  /**
   * Checks all files.
   *
   * @param directory where the directory begins
   * @throws ZipException when something contradicts or overlaps
   */
  void check(List<ZipDirectory.Item> items, int directory) throws ZipException {
    List<ZipDirectory.Item> sorted =
        items.stream().sorted(Comparator.comparingInt(ZipDirectory.Item::offset)).toList();
    long end = 0;
    boolean mayFollow = false;
    for (ZipDirectory.Item item : sorted) {
      requireNext(end, item.offset(), mayFollow);
      end = endOf(item);
      mayFollow = (zip.getShort(item.offset() + 6) & SIZES_FOLLOW) != 0;
    }
    requireNext(end, directory, mayFollow);
  }

  private static void requireNext(long end, long start, boolean mayFollow) throws ZipException {
    if (start != end && !(mayFollow && DESCRIPTORS.contains(start - end))) {
      throw new ZipException("files of the archive overlap, or something lies between them");
    }
  }

  private long endOf(ZipDirectory.Item item) throws ZipException {
    int at = item.offset();
    int nameLength = Short.toUnsignedInt(zip.getShort(at + 26));
    boolean sizesFollow = (zip.getShort(at + 6) & SIZES_FOLLOW) != 0;
    boolean same =
        zip.getInt(at) == LOCAL_SIGNATURE
            && Short.toUnsignedInt(zip.getShort(at + 8)) == item.method()
            && ZipDirectory.decode(zip, at + LOCAL_LENGTH, nameLength).equals(item.name())
            && (sizesFollow
                || (Integer.toUnsignedLong(zip.getInt(at + 18)) == item.compressed()
                    && Integer.toUnsignedLong(zip.getInt(at + 22)) == item.expanded()
                    && zip.getInt(at + 14) == item.crc()));
    if (!same) {
      throw new ZipException("a file of the archive contradicts its directory");
    }
    int extra = Short.toUnsignedInt(zip.getShort(at + 28));
    return (long) at + LOCAL_LENGTH + nameLength + extra + item.compressed();
  }
}
