package io.mcpscore.intake;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipException;
import org.eclipse.jgit.util.RawParseUtils;

/**
 * The central directory of a ZIP file in memory. It is read here and not by the JDK because only
 * the directory tells symbolic links from files, and because local headers that contradict it must
 * not count.
 */
final class ZipDirectory {

  private static final int END_SIGNATURE = 0x06054b50;
  private static final int END_LENGTH = 22;
  private static final int ENTRY_SIGNATURE = 0x02014b50;
  private static final int ENTRY_LENGTH = 46;
  private static final int MAX_COMMENT = 0xffff;

  /** Encrypted, strongly encrypted, directory encrypted. */
  private static final int ENCRYPTED = 1 | 1 << 6 | 1 << 13;

  private static final int UNIX = 3;
  private static final int MAC_OS = 19;
  private static final int STORED = 0;
  private static final int DEFLATED = 8;
  private static final long ALL_ONES = 0xffffffffL;
  private static final int UNICODE_PATH = 0x7075;

  /** Version and checksum, ahead of the name. */
  private static final int UNICODE_PATH_HEAD = 5;

  private static final int FILE_TYPE = 0xf000;
  private static final int REGULAR = 0x8000;

  /**
   * One entry as the directory describes it.
   *
   * @param name decoded, unchecked
   * @param regular false for directories, symbolic links and the like
   * @param method 0 stored, 8 deflated
   * @param crc of the expanded bytes
   * @param compressed bytes in the archive
   * @param expanded bytes of the file
   * @param offset of its local header
   */
  record Item(
      String name,
      boolean regular,
      int method,
      int crc,
      long compressed,
      long expanded,
      int offset) {

    boolean isDirectory() {
      return name.endsWith("/");
    }
  }

  private final ByteBuffer zip;

  private ZipDirectory(byte[] bytes) {
    this.zip = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * Reads all entries.
   *
   * @param most entries; more are an error before any of them is kept
   * @throws ZipException when this is no ZIP file of one volume without encryption
   */
  static List<Item> read(byte[] bytes, int most) throws ZipException {
    try {
      return new ZipDirectory(bytes).items(most);
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      throw new ZipException("the directory of the archive is broken");
    }
  }

  private List<Item> items(int most) throws ZipException {
    int end = end();
    int count = Short.toUnsignedInt(zip.getShort(end + 10));
    int at = zip.getInt(end + 16);
    boolean volumes = zip.getShort(end + 4) != 0 || zip.getShort(end + 6) != 0;
    // All ones is how archives of over 4 GB or 65,535 entries announce themselves.
    if (volumes || count == 0xffff || at < 0) {
      throw new ZipException("the archive has several volumes or is too large");
    }
    if (count > most) {
      throw new TooManyEntriesException();
    }
    int directory = at;
    List<Item> items = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      if (zip.getInt(at) != ENTRY_SIGNATURE) {
        throw new ZipException("the directory of the archive is broken");
      }
      items.add(item(at));
      at += ENTRY_LENGTH + shortAt(at + 28) + shortAt(at + 30) + shortAt(at + 32);
    }
    if (at != end) {
      throw new ZipException("something lies behind the directory of the archive");
    }
    new ZipLayout(zip).check(items, directory);
    return items;
  }

  private int end() throws ZipException {
    int last = zip.limit() - END_LENGTH;
    for (int at = last; at >= Math.max(0, last - MAX_COMMENT); at--) {
      if (zip.getInt(at) == END_SIGNATURE && at + END_LENGTH + shortAt(at + 20) == zip.limit()) {
        return at;
      }
    }
    throw new ZipException("not a ZIP file");
  }

  private Item item(int at) throws ZipException {
    if ((shortAt(at + 8) & ENCRYPTED) != 0) {
      throw new ZipException("the archive is encrypted");
    }
    String name = decode(zip, at + ENTRY_LENGTH, shortAt(at + 28));
    requireOneName(name, at + ENTRY_LENGTH + shortAt(at + 28), shortAt(at + 30));
    int system = zip.get(at + 5);
    int type = system == UNIX || system == MAC_OS ? shortAt(at + 40) & FILE_TYPE : 0;
    Item item =
        new Item(
            name,
            type == 0 ? !name.endsWith("/") : type == REGULAR,
            shortAt(at + 10),
            zip.getInt(at + 16),
            Integer.toUnsignedLong(zip.getInt(at + 20)),
            Integer.toUnsignedLong(zip.getInt(at + 24)),
            zip.getInt(at + 42));
    requireReadable(item);
    return item;
  }

  private static void requireReadable(Item item) throws ZipException {
    if (item.compressed() == ALL_ONES || item.expanded() == ALL_ONES) {
      throw new ZipException("a file of the archive is larger than 4 GB, or says so");
    }
    boolean stored = item.method() == STORED && item.compressed() == item.expanded();
    if (!stored && item.method() != DEFLATED) {
      throw new ZipException("a file of the archive is compressed in a way that is not known");
    }
    if (item.isDirectory() && (item.regular() || item.expanded() > 0)) {
      throw new ZipException("a directory of the archive is also a file");
    }
  }

  /** A second name in another field would be the one that some programs go by. */
  private void requireOneName(String name, int from, int length) throws ZipException {
    int at = from;
    while (at + 4 <= from + length) {
      int size = shortAt(at + 2);
      if (shortAt(at) == UNICODE_PATH
          && size >= UNICODE_PATH_HEAD
          && !decode(zip, at + 4 + UNICODE_PATH_HEAD, size - UNICODE_PATH_HEAD).equals(name)) {
        throw new ZipException("a file of the archive has two names");
      }
      at += 4 + size;
    }
  }

  /** A name: UTF-8 where it is that, and else one char a byte, as names in git trees are read. */
  static String decode(ByteBuffer zip, int at, int length) {
    byte[] name = new byte[length];
    zip.get(at, name);
    return RawParseUtils.decode(StandardCharsets.UTF_8, name);
  }

  private int shortAt(int at) {
    return Short.toUnsignedInt(zip.getShort(at));
  }

  /** More entries than the budget allows. */
  static final class TooManyEntriesException extends ZipException {

    private static final long serialVersionUID = 1L;

    TooManyEntriesException() {
      super("too many entries");
    }
  }
}
