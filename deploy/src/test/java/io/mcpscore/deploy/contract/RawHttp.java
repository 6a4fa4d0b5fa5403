package io.mcpscore.deploy.contract;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Sends bytes and reads what comes back, one connection a request: it neither adds nor refuses
 * anything, so that requests may be as wrong as a test wants them.
 */
public final class RawHttp {

  private static final int PATIENCE = 30_000;

  private final int port;

  public RawHttp(int port) {
    this.port = port;
  }

  /**
   * Sends a request that ends with its body.
   *
   * @param method as it is written
   * @param target path and query as they are written
   * @param headers lines without their end; the length of the body is added
   * @param body may be empty
   */
  public RawAnswer send(String method, String target, List<String> headers, byte[] body)
      throws IOException {
    StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
    head.append("Host: 127.0.0.1:").append(port).append("\r\nConnection: close\r\n");
    headers.forEach(line -> head.append(line).append("\r\n"));
    if (body.length > 0) {
      head.append("Content-Length: ").append(body.length).append("\r\n");
    }
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    // One byte a character, so that a test can put any byte into a line.
    request.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    request.writeBytes(body);
    return exchange(request.toByteArray(), PATIENCE);
  }

  /**
   * Sends bytes as they are.
   *
   * @param request all of it
   * @param patience milliseconds that the other side may be silent
   * @return the first answer; its status is 0 when the connection was closed without one
   */
  public RawAnswer exchange(byte[] request, int patience) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(patience);
      socket.setTcpNoDelay(true);
      Thread sender = Thread.ofVirtual().start(() -> write(socket, request));
      byte[] answer = read(socket.getInputStream());
      sender.interrupt();
      return RawAnswer.parse(answer);
    }
  }

  private static void write(Socket socket, byte[] request) {
    try {
      socket.getOutputStream().write(request);
      socket.getOutputStream().flush();
    } catch (IOException e) {
      // The other side may answer and close before it has read everything.
      return;
    }
  }

  private static byte[] read(InputStream in) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[16_384];
    try {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        out.write(buffer, 0, n);
      }
    } catch (SocketTimeoutException e) {
      out.writeBytes(RawAnswer.SILENT);
    } catch (IOException e) {
      // A reset after the answer is an end like any other.
      return out.toByteArray();
    }
    return out.toByteArray();
  }
}
