package io.mcpscore.intake.net;

import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Status line and headers of an HTTP/1.1 answer.
 *
 * @param status three digits
 * @param reason phrase, may be empty
 * @param headers values by name, upper and lower case being one
 */
record ResponseHead(int status, String reason, Map<String, List<String>> headers) {

  private static final int MAX_BYTES = 64 * 1024;
  private static final int MAX_WAIT_SECONDS = 86_400;
  private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] (\\d{3})(?: (.*))?");

  /** Reads up to and including the empty line, interim answers left out. */
  static ResponseHead read(InputStream in) throws IOException {
    int[] left = {MAX_BYTES};
    while (true) {
      Matcher line = STATUS_LINE.matcher(line(in, left));
      if (!line.matches()) {
        throw new ProtocolException("not an HTTP/1.1 answer");
      }
      Map<String, List<String>> headers = headers(in, left);
      int status = Integer.parseInt(line.group(1));
      if (status >= 200 || status == 101) {
        return new ResponseHead(status, line.group(2) == null ? "" : line.group(2), headers);
      }
    }
  }

  /** The last value of a header, or null. */
  String header(String name) {
    List<String> values = headers.get(name);
    return values == null ? null : values.getLast();
  }

  /** Seconds of {@code Retry-After}, at most a day; null without them or with a date. */
  Duration retryAfter() {
    String value = header("Retry-After");
    return value != null && value.matches("\\d{1,9}")
        ? Duration.ofSeconds(Math.min(Integer.parseInt(value), MAX_WAIT_SECONDS))
        : null;
  }

  /** The body: as long as the headers say, or up to the end of the connection. */
  InputStream body(InputStream in) throws IOException {
    String coding = header("Transfer-Encoding");
    if (coding != null && !coding.equalsIgnoreCase("identity")) {
      if (!coding.equalsIgnoreCase("chunked")) {
        throw new ProtocolException("transfer coding not asked for");
      }
      return new ChunkedInputStream(in);
    }
    String length = header("Content-Length");
    if (length == null) {
      return in;
    }
    if (!length.matches("\\d{1,18}")) {
      throw new ProtocolException("content length is no number");
    }
    return new FixedLengthInputStream(in, Long.parseLong(length));
  }

  private static Map<String, List<String>> headers(InputStream in, int[] left) throws IOException {
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String line = line(in, left); !line.isEmpty(); line = line(in, left)) {
      int colon = line.indexOf(':');
      if (colon < 1) {
        throw new ProtocolException("header without a name");
      }
      headers
          .computeIfAbsent(line.substring(0, colon), k -> new ArrayList<>())
          .add(line.substring(colon + 1).strip());
    }
    return headers;
  }

  static String line(InputStream in, int[] left) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0 || --left[0] < 0) {
        throw new ProtocolException("the head of the answer is cut off or too long");
      }
      line.append((char) b);
    }
    int end = line.length();
    if (end > 0 && line.charAt(end - 1) == '\r') {
      line.setLength(end - 1);
    }
    return new String(
        line.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }
}
