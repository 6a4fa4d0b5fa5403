package io.mcpscore.deploy.contract;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An answer as it came over the wire.
 *
 * @param status 0 for a connection that was closed without an answer
 * @param headers by name in lower case
 * @param body without the marks of chunks
 * @param endless whether the other side fell silent without ending the connection
 */
public record RawAnswer(
    int status, Map<String, List<String>> headers, byte[] body, boolean endless) {

  /** What the reader appends when the other side stays silent. */
  static final byte[] SILENT = "\0\0silent".getBytes(StandardCharsets.ISO_8859_1);

  static RawAnswer parse(byte[] bytes) {
    String raw = new String(bytes, StandardCharsets.ISO_8859_1);
    String silence = new String(SILENT, StandardCharsets.ISO_8859_1);
    boolean endless = raw.endsWith(silence);
    String text = endless ? raw.substring(0, raw.length() - silence.length()) : raw;
    int end = text.indexOf("\r\n\r\n");
    if (end < 0 || !text.startsWith("HTTP/1.")) {
      return new RawAnswer(0, Map.of(), text.getBytes(StandardCharsets.ISO_8859_1), endless);
    }
    String[] lines = text.substring(0, end).split("\r\n", -1);
    Map<String, List<String>> headers = new TreeMap<>();
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      headers
          .computeIfAbsent(
              lines[i].substring(0, colon).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
          .add(lines[i].substring(colon + 1).strip());
    }
    int status = Integer.parseInt(lines[0].split(" ", -1)[1]);
    String rest = text.substring(end + 4);
    boolean chunked = headers.getOrDefault("transfer-encoding", List.of()).contains("chunked");
    byte[] body =
        chunked ? dechunk(rest) : rest.substring(0, length(headers, rest)).getBytes(LATIN);
    return status == 100
        ? parse(rest.getBytes(LATIN))
        : new RawAnswer(status, headers, body, endless);
  }

  private static final java.nio.charset.Charset LATIN = StandardCharsets.ISO_8859_1;

  private static int length(Map<String, List<String>> headers, String rest) {
    List<String> announced = headers.get("content-length");
    return announced == null
        ? rest.length()
        : Math.min(rest.length(), Integer.parseInt(announced.getFirst()));
  }

  private static byte[] dechunk(String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int at = 0;
    while (true) {
      int line = text.indexOf("\r\n", at);
      if (line < 0) {
        return out.toByteArray();
      }
      int size = Integer.parseInt(text.substring(at, line).split(";", -1)[0].strip(), 16);
      if (size == 0) {
        return out.toByteArray();
      }
      int to = Math.min(text.length(), line + 2 + size);
      out.writeBytes(text.substring(line + 2, to).getBytes(LATIN));
      at = to + 2;
    }
  }

  /** First value of a header. */
  public Optional<String> header(String name) {
    List<String> values = headers.get(name.toLowerCase(Locale.ROOT));
    return values == null ? Optional.empty() : Optional.of(values.getFirst());
  }

  /** Media type without its parameters; empty when there is none. */
  public String mediaType() {
    return header("Content-Type").map(t -> t.split(";", -1)[0].strip()).orElse("");
  }

  /** The body as a text. */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** Everything that came, for a search. */
  public String everything() {
    return headers + "\n" + text();
  }

  @Override
  public String toString() {
    String text = text();
    return status + " " + headers + " " + text.substring(0, Math.min(text.length(), 600));
  }
}
