package io.mcpscore.intake;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/** The files of a ZIP archive in memory, expanded when they are asked for. */
final class ZipSnapshot extends IndexedSnapshot<ZipDirectory.Item> {

  private static final int LOCAL_SIGNATURE = 0x04034b50;
  private static final int LOCAL_LENGTH = 30;
  private static final int STORED = 0;
  private static final int DEFLATED = 8;

  private volatile ByteBuffer zip;

  ZipSnapshot(byte[] bytes, EntryCollector<ZipDirectory.Item> files) {
    super(null, files);
    this.zip = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asReadOnlyBuffer();
  }

  @Override
  byte[] load(ZipDirectory.Item item, int size) throws IOException {
    try {
      byte[] bytes = expand(compressed(item), item.method(), size);
      CRC32 crc = new CRC32();
      crc.update(bytes);
      if ((int) crc.getValue() != item.crc()) {
        throw new ZipException("a file of the archive is damaged");
      }
      return bytes;
    } catch (IndexOutOfBoundsException | DataFormatException e) {
      throw new ZipException("a file of the archive is damaged");
    }
  }

  @Override
  public void close() {
    super.close();
    zip = ByteBuffer.allocate(0);
  }

  private ByteBuffer compressed(ZipDirectory.Item item) throws ZipException {
    ByteBuffer all = zip.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    int at = item.offset();
    if (all.getInt(at) != LOCAL_SIGNATURE) {
      throw new ZipException("a file of the archive is damaged");
    }
    int names =
        Short.toUnsignedInt(all.getShort(at + 26)) + Short.toUnsignedInt(all.getShort(at + 28));
    return all.slice(at + LOCAL_LENGTH + names, Math.toIntExact(item.compressed()));
  }

  private static byte[] expand(ByteBuffer from, int method, int size)
      throws DataFormatException, ZipException {
    byte[] bytes = new byte[size];
    if (method == STORED) {
      from.get(bytes);
      return bytes;
    }
    if (method != DEFLATED) {
      throw new ZipException("a file of the archive is compressed in a way that is not known");
    }
    try (Inflater inflater = new Inflater(true)) {
      inflater.setInput(from);
      int done = 0;
      while (done < size && !inflater.finished()) {
        int n = inflater.inflate(bytes, done, size - done);
        if (n == 0) {
          break;
        }
        done += n;
      }
      // A stream that goes on behind its size, or ends before it, contradicts the directory.
      if (done < size || (!inflater.finished() && inflater.inflate(new byte[1]) > 0)) {
        throw new ZipException("a file of the archive is damaged");
      }
    }
    return bytes;
  }
}
