package io.mcpscore.intake;

import java.nio.charset.StandardCharsets;
import java.util.zip.ZipException;
import org.eclipse.jgit.util.RawParseUtils;

/**
 * The head of one tar entry as it stands in the archive.
 *
 * @param name with the prefix of the ustar format
 * @param type one of {@code 0123456LKxg}; {@code 0} also for what was written as NUL or 7
 * @param link as it stands there
 * @param size bytes that follow
 */
record TarBlock(String name, char type, String link, long size) {

  private static final int LENGTH = 512;
  private static final int CHECKSUM = 148;
  private static final int CHECKSUM_LENGTH = 8;
  private static final String TYPES = "0123456LKxg";

  /**
   * Reads 512 bytes.
   *
   * @throws ZipException when the checksum is wrong or the kind is not read
   */
  static TarBlock parse(byte[] block) throws ZipException {
    if (octal(block, CHECKSUM, CHECKSUM_LENGTH) != sum(block)) {
      throw new ZipException("not a tar file");
    }
    char letter = (char) (block[156] & 0xff);
    char type = letter == 0 || letter == '7' ? '0' : letter;
    if (TYPES.indexOf(type) < 0) {
      throw new ZipException("the archive holds something of a kind that is not read");
    }
    String name = text(block, 0, 100);
    // GNU's own format has a blank here, and other things where the prefix would be.
    boolean posix = text(block, 257, 6).equals("ustar") && block[262] == 0;
    String prefix = posix ? text(block, 345, 155) : "";
    long size = (block[124] & 0x80) != 0 ? binary(block, 124, 12) : octal(block, 124, 12);
    return new TarBlock(
        prefix.isEmpty() ? name : prefix + "/" + name, type, text(block, 157, 100), size);
  }

  /** A decimal size of at most 15 digits. */
  static long size(String digits) throws ZipException {
    if (!digits.matches("\\d{1,15}")) {
      throw new ZipException("a size in the archive is no number");
    }
    return Long.parseLong(digits);
  }

  private static long sum(byte[] block) {
    long sum = 0;
    for (int i = 0; i < LENGTH; i++) {
      boolean own = i >= CHECKSUM && i < CHECKSUM + CHECKSUM_LENGTH;
      sum += own ? ' ' : block[i] & 0xff;
    }
    return sum;
  }

  private static long octal(byte[] block, int from, int length) throws ZipException {
    String digits = text(block, from, length).strip();
    if (!digits.matches("[0-7]{0,12}")) {
      throw new ZipException("not a tar file");
    }
    return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
  }

  private static long binary(byte[] block, int from, int length) throws ZipException {
    long number = block[from] & 0x7f;
    for (int i = from + 1; i < from + length; i++) {
      if (number >>> 48 != 0) {
        throw new ZipException("a size in the archive is too large");
      }
      number = number << 8 | (block[i] & 0xff);
    }
    return number;
  }

  private static String text(byte[] block, int from, int length) {
    int end = from;
    while (end < from + length && block[end] != 0) {
      end++;
    }
    return RawParseUtils.decode(StandardCharsets.UTF_8, block, from, end);
  }
}
