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
  private static final int ENCRYPTED = 1;
  private static final int UNIX = 3;
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
    List<Item> items = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      if (zip.getInt(at) != ENTRY_SIGNATURE) {
        throw new ZipException("the directory of the archive is broken");
      }
      items.add(item(at));
      at += ENTRY_LENGTH + shortAt(at + 28) + shortAt(at + 30) + shortAt(at + 32);
    }
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
    byte[] name = new byte[shortAt(at + 28)];
    zip.get(at + ENTRY_LENGTH, name);
    boolean unix = zip.get(at + 5) == UNIX;
    int type = unix ? shortAt(at + 40) & FILE_TYPE : 0;
    return new Item(
        decode(name),
        type == 0 ? !decode(name).endsWith("/") : type == REGULAR,
        shortAt(at + 10),
        zip.getInt(at + 16),
        Integer.toUnsignedLong(zip.getInt(at + 20)),
        Integer.toUnsignedLong(zip.getInt(at + 24)),
        zip.getInt(at + 42));
  }

  private static String decode(byte[] name) {
    // UTF-8 where it is that, and else one char a byte, as names in git trees are read.
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
