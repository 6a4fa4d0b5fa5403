package io.mcpscore.intake;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipException;
import org.eclipse.jgit.util.RawParseUtils;

/** Reads the attributes that the pax format puts ahead of an entry: {@code "28 path=name\n"}. */
final class PaxAttributes {

  private static final int MAX_DIGITS = 6;

  private PaxAttributes() {}

  /**
   * Reads all; of two with one name the last counts.
   *
   * @throws ZipException when they are malformed or describe a sparse file
   */
  static Map<String, String> parse(byte[] bytes) throws ZipException {
    Map<String, String> attributes = new HashMap<>();
    int at = 0;
    while (at < bytes.length) {
      int blank = at;
      while (blank < bytes.length && blank - at < MAX_DIGITS && isDigit(bytes[blank])) {
        blank++;
      }
      if (blank == at || blank == bytes.length || bytes[blank] != ' ') {
        throw malformed();
      }
      int length = Integer.parseInt(text(bytes, at, blank));
      int end = at + length;
      if (end > bytes.length || end < blank + 3 || bytes[end - 1] != '\n') {
        throw malformed();
      }
      put(attributes, text(bytes, blank + 1, end - 1));
      at = end;
    }
    return attributes;
  }

  private static void put(Map<String, String> attributes, String attribute) throws ZipException {
    int equals = attribute.indexOf('=');
    if (equals < 1 || attribute.startsWith("GNU.sparse")) {
      throw malformed();
    }
    attributes.put(attribute.substring(0, equals), attribute.substring(equals + 1));
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  private static String text(byte[] bytes, int from, int to) {
    return RawParseUtils.decode(StandardCharsets.UTF_8, bytes, from, to);
  }

  private static ZipException malformed() {
    return new ZipException("the attributes of a file of the archive are broken");
  }
}
