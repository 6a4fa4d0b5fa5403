package io.mcpscore.intake;

import static io.mcpscore.intake.GitWire.head;
import static io.mcpscore.intake.GitWire.write;
import static io.mcpscore.intake.HostileHost.broken;
import static io.mcpscore.intake.HostileHost.drip;
import static io.mcpscore.intake.HostileHost.ending;
import static io.mcpscore.intake.HostileHost.late;
import static io.mcpscore.intake.HostileHost.refused;
import static io.mcpscore.intake.HostileHost.repeat;

import io.mcpscore.model.ErrorCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** Hosts that break HTTP. */
final class HostileHttp {

  private HostileHttp() {}

  static Stream<HostileHost> all() {
    return Stream.of(slow(), heads(), bodies(), redirects(), states()).flatMap(s -> s);
  }

  private static Stream<HostileHost> slow() {
    return Stream.of(
        late("says nothing", (request, client, out) -> Thread.sleep(60_000)),
        late(
            "drips its head",
            (request, client, out) -> drip(out, "HTTP/1.1 200 OK\r\nX: " + "x".repeat(900))),
        late(
            "says continue for ever",
            (request, client, out) -> {
              for (int i = 0; i < 1000; i++) {
                write(out, "HTTP/1.1 100 Continue\r\n\r\n");
                out.flush();
                Thread.sleep(20);
              }
            }));
  }

  private static Stream<HostileHost> heads() {
    return Stream.of(
        refused(
            "sends headers for ever",
            (request, client, out) -> {
              write(out, "HTTP/1.1 200 OK\r\n");
              repeat(out, "X-Y: z\r\n");
            }),
        refused(
            "sends one header for ever",
            (request, client, out) -> {
              write(out, "HTTP/1.1 200 OK\r\nX: ");
              repeat(out, "x".repeat(1000));
            }),
        refused("speaks SSH", says("SSH-2.0-OpenSSH_9.2\r\n")),
        refused("speaks HTTP/2", says("\0\0\22\4\0\0\0\0\0\0\3\0\0\0\200")),
        refused("speaks TLS", says("\25\3\1\0\2\2\106")),
        refused("says nothing and hangs up", says("")),
        refused("has headers without names", says("HTTP/1.1 200 OK\r\n: x\r\n\r\n")),
        refused("has a status of four digits", says("HTTP/1.1 2000 OK\r\n\r\n")),
        refused("switches protocols", says("HTTP/1.1 101 Go\r\nUpgrade: h2c\r\n\r\n")));
  }

  private static Stream<HostileHost> bodies() {
    return Stream.of(
        broken("redirects to no host", redirect("http:///info/refs")),
        broken("announces more than it sends", body("Content-Length: 900", "001e# service")),
        broken("announces less than it sends", body("Content-Length: 9", "001e# service=git-")),
        refused("announces a negative length", body("Content-Length: -5", "0000")),
        refused("announces no number", body("Content-Length: 0x10", "0000")),
        refused("announces too large a number", body("Content-Length: " + "9".repeat(30), "0000")),
        refused("has a negative chunk", body("Transfer-Encoding: chunked", "-1\r\n0000\r\n")),
        refused("has a chunk without size", body("Transfer-Encoding: chunked", "\r\n\r\n")),
        refused(
            "has a huge chunk size", body("Transfer-Encoding: chunked", "f".repeat(40) + "\r\n")),
        broken("ends inside a chunk", body("Transfer-Encoding: chunked", "ff\r\n001e# serv")),
        refused(
            "has longer chunks than it says", body("Transfer-Encoding: chunked", "2\r\n001e#\r\n")),
        refused(
            "sends one chunk size for ever",
            (request, client, out) -> {
              head(out, "200 OK", "advertisement", "Transfer-Encoding: chunked");
              repeat(out, "1".repeat(1000));
            }),
        refused("compresses its transfer", body("Transfer-Encoding: gzip, chunked", "0\r\n\r\n")),
        refused("sends a bomb of gzip", HostileHttp::gzip),
        refused("compresses unasked", body("Content-Encoding: br", "x")));
  }

  private static Stream<HostileHost> redirects() {
    return Stream.of(
            "http://127.0.0.1:1/owner/name/info/refs",
            "http://localhost/owner/name/info/refs",
            "https://127.0.0.1/owner/name/info/refs",
            "http://169.254.169.254/latest/meta-data/info/refs",
            "http://[::1]/owner/name/info/refs",
            "//example.org/owner/name/info/refs",
            "file:///etc/passwd",
            "ftp://127.0.0.1/info/refs",
            "ssh://127.0.0.1/info/refs",
            "jar:file:///x.jar!/info/refs",
            "http://user:secret@127.0.0.1/owner/name/info/refs",
            "/owner/name/info/refs",
            "/a b/info/refs",
            ":",
            "")
        .map(to -> refused("redirects to '" + to + "'", redirect(to)));
  }

  private static Stream<HostileHost> states() {
    return Stream.of(
        state("200 OK", ErrorCode.CLONE_FAILED, false),
        state("204 No Content", ErrorCode.CLONE_FAILED, false),
        state("206 Partial Content", ErrorCode.CLONE_FAILED, false),
        state("300 Choose", ErrorCode.CLONE_FAILED, false),
        state("304 Not Modified", ErrorCode.CLONE_FAILED, false),
        state("400 Bad Request", ErrorCode.CLONE_FAILED, false),
        state("401 Unauthorized\r\nWWW-Authenticate: Basic realm=x", ErrorCode.PRIVATE_REPO, false),
        state("401 Unauthorized\r\nWWW-Authenticate: Negotiate", ErrorCode.PRIVATE_REPO, false),
        state("401 Unauthorized\r\nWWW-Authenticate: Digest", ErrorCode.PRIVATE_REPO, false),
        state("403 Forbidden", ErrorCode.PRIVATE_REPO, false),
        state("403 Forbidden\r\nRetry-After: 60", ErrorCode.CLONE_FAILED, true),
        state("404 Not Found", ErrorCode.REPO_NOT_FOUND, false),
        state("410 Gone", ErrorCode.REPO_NOT_FOUND, false),
        state("429 Too Many Requests\r\nRetry-After: 60", ErrorCode.CLONE_FAILED, true),
        state("500 Internal Server Error", ErrorCode.CLONE_FAILED, true),
        state("503 Unavailable\r\nRetry-After: 60", ErrorCode.CLONE_FAILED, true),
        state("999 Beyond", ErrorCode.CLONE_FAILED, true));
  }

  private static HostileHost state(String line, ErrorCode code, boolean isTransient) {
    HostileHost host =
        ending(
            "answers " + line.replace("\r\n", ", "),
            code,
            says("HTTP/1.1 " + line + "\r\nContent-Length: 0\r\n\r\n"));
    return new HostileHost(host.name(), code, isTransient, host.budget(), host.script());
  }

  private static HostileServer.Script says(String text) {
    return (request, client, out) -> write(out, text);
  }

  private static HostileServer.Script body(String header, String body) {
    return (request, client, out) -> {
      head(out, "200 OK", "advertisement", header);
      write(out, body);
    };
  }

  private static HostileServer.Script redirect(String to) {
    return says("HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: " + to + "\r\n\r\n");
  }

  private static void gzip(
      HostileServer.Request request, java.net.Socket client, java.io.OutputStream out)
      throws IOException {
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(bomb)) {
      for (int i = 0; i < HostileScale.of(20, 1000); i++) {
        zip.write(new byte[1_000_000]);
      }
    }
    head(out, "200 OK", "advertisement", "Content-Encoding: gzip");
    out.write(bomb.toByteArray());
  }
}
