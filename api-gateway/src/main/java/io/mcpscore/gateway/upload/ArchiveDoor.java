package io.mcpscore.gateway.upload;

import io.mcpscore.gateway.config.UploadSettings;
import io.mcpscore.gateway.http.ApiException;
import io.mcpscore.model.ErrorCode;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A first look at an archive, so that what cannot be scanned is refused at once: size, kind, and of
 * ZIP files what their directory announces. Nothing is unpacked here, and nothing is believed: the
 * worker checks everything while it reads.
 */
@Singleton
class ArchiveDoor {

  private static final int GZIP = 0x1f8b;
  private static final int GZIP_LEAST = 18;
  private static final int END = 0x06054b50;
  private static final int END_LENGTH = 22;
  private static final int MAX_COMMENT = 0xffff;
  private static final int ENTRY = 0x02014b50;
  private static final int ENTRY_LENGTH = 46;
  private static final int ENCRYPTED = 1 | 1 << 6 | 1 << 13;

  private final long maxExpanded;

  ArchiveDoor(UploadSettings settings) {
    this.maxExpanded = settings.maxExpandedBytes();
  }

  /**
   * Looks at an archive.
   *
   * @throws ApiException {@code INVALID_ARCHIVE} or {@code PAYLOAD_TOO_LARGE}
   */
  void check(byte[] bytes) {
    if (bytes.length == 0) {
      throw invalid("The archive is empty");
    }
    if (isGzip(bytes)) {
      if (bytes.length < GZIP_LEAST) {
        throw invalid("The archive is cut off");
      }
      return;
    }
    try {
      checkZip(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
    } catch (IndexOutOfBoundsException e) {
      throw broken();
    }
  }

  private void checkZip(ByteBuffer zip) {
    int end = end(zip);
    int entries = shortAt(zip, end + 10);
    if (shortAt(zip, end + 4) != 0 || shortAt(zip, end + 6) != 0 || entries == 0xffff) {
      throw invalid("The archive has several volumes or is in the ZIP64 format");
    }
    if (entries == 0) {
      throw invalid("The archive has no files");
    }
    int at = zip.getInt(end + 16);
    long expanded = 0;
    for (int i = 0; i < entries; i++) {
      if (at < 0 || at >= end || zip.getInt(at) != ENTRY) {
        throw broken();
      }
      if ((shortAt(zip, at + 8) & ENCRYPTED) != 0) {
        throw invalid("The archive is encrypted");
      }
      expanded += Integer.toUnsignedLong(zip.getInt(at + 24));
      at += ENTRY_LENGTH + shortAt(zip, at + 28) + shortAt(zip, at + 30) + shortAt(zip, at + 32);
    }
    if (at != end) {
      throw broken();
    }
    if (expanded > maxExpanded) {
      throw new ApiException(
          ErrorCode.PAYLOAD_TOO_LARGE,
          "Archive too large",
          "The files of an archive may have " + maxExpanded + " bytes together");
    }
  }

  private static int end(ByteBuffer zip) {
    int last = zip.limit() - END_LENGTH;
    for (int at = last; at >= Math.max(0, last - MAX_COMMENT); at--) {
      if (zip.getInt(at) == END && at + END_LENGTH + shortAt(zip, at + 20) == zip.limit()) {
        return at;
      }
    }
    throw invalid("It is no ZIP file and no .tar.gz file, or it is cut off");
  }

  private static boolean isGzip(byte[] bytes) {
    return bytes.length > 1 && ((bytes[0] & 0xff) << 8 | (bytes[1] & 0xff)) == GZIP;
  }

  private static int shortAt(ByteBuffer zip, int at) {
    return Short.toUnsignedInt(zip.getShort(at));
  }

  private static ApiException broken() {
    return invalid("The directory of the ZIP file is broken");
  }

  private static ApiException invalid(String details) {
    return new ApiException(ErrorCode.INVALID_ARCHIVE, "Invalid archive", details);
  }
}
