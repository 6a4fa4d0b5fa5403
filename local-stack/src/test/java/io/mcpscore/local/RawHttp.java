package io.mcpscore.local;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Requests whose path no client library has tidied up. */
final class RawHttp {

  private RawHttp() {}

  /**
   * The status of the answer.
   *
   * @param line method, space and target
   * @param host value of the {@code Host} header
   */
  static int status(URI server, String line, String host) throws IOException {
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      String request =
          line
              + " HTTP/1.1\r\nHost: "
              + host
              + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      byte[] start = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
      return Integer.parseInt(new String(start, StandardCharsets.US_ASCII).substring(9));
    }
  }
}
