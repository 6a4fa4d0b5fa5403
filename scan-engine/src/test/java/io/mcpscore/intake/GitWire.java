package io.mcpscore.intake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.OutputStream;
import org.eclipse.jgit.lib.ObjectId;

/** Writes what an honest git host would answer, in pieces that a hostile one can leave out. */
final class GitWire {

  static final ObjectId TIP = ObjectId.fromString("1234567890123456789012345678901234567890");
  static final String FLUSH = "0000";
  static final String DELIMITER = "0001";

  private GitWire() {}

  static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(ISO_8859_1));
  }

  /** A packet line. */
  static String packet(String payload) {
    return "%04x%s".formatted(payload.length() + 4, payload);
  }

  static void head(OutputStream out, String status, String type, String... headers)
      throws IOException {
    write(out, "HTTP/1.1 " + status + "\r\nContent-Type: application/x-git-upload-pack-" + type);
    for (String header : headers) {
      write(out, "\r\n" + header);
    }
    write(out, "\r\n\r\n");
  }

  /** The first answer, of protocol 2. */
  static void capabilities(OutputStream out) throws IOException {
    head(out, "200 OK", "advertisement");
    write(out, packet("# service=git-upload-pack\n") + FLUSH);
    write(out, packet("version 2\n") + packet("agent=git/hostile\n") + packet("ls-refs\n"));
    write(out, packet("fetch=shallow filter\n") + packet("object-format=sha1\n") + FLUSH);
  }

  /** The answer to {@code ls-refs}. */
  static void refs(OutputStream out, ObjectId tip) throws IOException {
    head(out, "200 OK", "result");
    write(out, packet(tip.name() + " HEAD symref-target:refs/heads/main\n"));
    write(out, packet(tip.name() + " refs/heads/main\n") + FLUSH);
  }

  /** The answer to {@code fetch} up to where the pack begins. */
  static void packStart(OutputStream out, ObjectId tip) throws IOException {
    head(out, "200 OK", "result");
    write(out, packet("shallow-info\n") + packet("shallow " + tip.name() + "\n") + DELIMITER);
    write(out, packet("packfile\n"));
  }

  /** Part of a pack on its side band. */
  static void band(OutputStream out, int band, byte[] bytes) throws IOException {
    for (int at = 0; at < bytes.length; at += 65_000) {
      int n = Math.min(65_000, bytes.length - at);
      write(out, "%04x".formatted(n + 5) + (char) band);
      out.write(bytes, at, n);
    }
  }

  /** Serves a pack as it is; the script of every hostile repository. */
  static HostileServer.Script serving(ObjectId tip, byte[] pack) {
    return (request, client, out) -> {
      if (request.isRefs()) {
        capabilities(out);
      } else if (request.isFetch()) {
        packStart(out, tip);
        band(out, 1, pack);
        write(out, FLUSH);
      } else {
        refs(out, tip);
      }
    };
  }

  /** Honest up to the fetch, which the script answers. */
  static HostileServer.Script untilFetch(HostileServer.Script fetch) {
    return (request, client, out) -> {
      if (request.isRefs()) {
        capabilities(out);
      } else if (request.isFetch()) {
        fetch.answer(request, client, out);
      } else {
        refs(out, TIP);
      }
    };
  }
}
