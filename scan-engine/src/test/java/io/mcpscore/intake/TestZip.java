package io.mcpscore.intake;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Builds archives, honest and other. */
final class TestZip {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final ZipOutputStream out = new ZipOutputStream(bytes);

  TestZip file(String name, String text) {
    return file(name, text.getBytes(StandardCharsets.UTF_8));
  }

  TestZip file(String name, byte[] content) {
    try {
      out.putNextEntry(new ZipEntry(name));
      out.write(content);
      out.closeEntry();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  byte[] bytes() {
    try {
      out.close();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  InputStream stream() {
    return new ByteArrayInputStream(bytes());
  }

  /** The archive with the last entry of its directory turned into a symbolic link. */
  byte[] withLastAsLink() {
    byte[] zip = bytes();
    int at = last(zip, 0x01);
    zip[at + 5] = 3;
    zip[at + 41] = (byte) 0xa1;
    zip[at + 40] = (byte) 0xff;
    return zip;
  }

  /** Where the last directory entry begins. */
  static int last(byte[] zip, int third) {
    for (int at = zip.length - 4; at >= 0; at--) {
      if (zip[at] == 'P'
          && zip[at + 1] == 'K'
          && zip[at + 2] == third
          && zip[at + 3] == third + 1) {
        return at;
      }
    }
    throw new IllegalArgumentException("no such record");
  }
}
