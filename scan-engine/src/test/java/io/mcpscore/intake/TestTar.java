package io.mcpscore.intake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;

/** Builds tar.gz archives, honest and other. */
final class TestTar {

  static final int BLOCK = 512;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  TestTar file(String name, String text) {
    return entry(name, '0', "", text.getBytes(UTF_8));
  }

  TestTar file(String name, byte[] bytes) {
    return entry(name, '0', "", bytes);
  }

  /** Any entry; names over 100 bytes are cut off. */
  TestTar entry(String name, char type, String link, byte[] bytes) {
    head(name, type, link, "%011o".formatted(bytes.length));
    return raw(bytes).raw(new byte[-bytes.length & (BLOCK - 1)]);
  }

  /** An entry's head alone, with a size that may be a lie. */
  TestTar head(String name, char type, String link, String size) {
    byte[] block = new byte[BLOCK];
    put(block, 0, name, 100);
    put(block, 100, "0000644", 8);
    put(block, 124, size, 12);
    put(block, 136, "00000000000", 12);
    put(block, 148, "        ", 8);
    block[156] = (byte) type;
    put(block, 157, link, 100);
    put(block, 257, "ustar", 6);
    put(block, 263, "00", 2);
    int sum = 0;
    for (byte b : block) {
      sum += b & 0xff;
    }
    put(block, 148, "%06o\0 ".formatted(sum), 8);
    return raw(block);
  }

  /** Attributes of the next entry. */
  TestTar pax(String... attributes) {
    StringBuilder text = new StringBuilder();
    for (String attribute : attributes) {
      int length = attribute.getBytes(UTF_8).length + 2;
      int digits = String.valueOf(length).length();
      digits = String.valueOf(length + digits).length();
      text.append(length + digits).append(' ').append(attribute).append('\n');
    }
    return entry("pax", 'x', "", text.toString().getBytes(UTF_8));
  }

  TestTar raw(byte[] bytes) {
    out.writeBytes(bytes);
    return this;
  }

  /** With the end of the archive. */
  byte[] bytes() {
    raw(new byte[2 * BLOCK]);
    return cut();
  }

  /** As it is, end or not. */
  byte[] cut() {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
      out.writeTo(gzip);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return compressed.toByteArray();
  }

  private static void put(byte[] block, int at, String text, int most) {
    byte[] bytes = text.getBytes(text.chars().allMatch(c -> c < 256) ? ISO_8859_1 : UTF_8);
    System.arraycopy(bytes, 0, block, at, Math.min(bytes.length, most));
  }
}
