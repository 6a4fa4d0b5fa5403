package io.mcpscore.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Waits until a Redis server answers: while it loads its data it accepts, and says {@code
 * -LOADING}.
 */
final class RedisPing {

  private static final int PAUSE_MILLIS = 20;
  private static final int ANSWER_MILLIS = 2_000;

  private RedisPing() {}

  /**
   * Returns when the server answers.
   *
   * @throws IOException when it ended, or did not answer in time
   */
  static void await(int port, String password, Process server, Duration limit) throws IOException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!answers(port, password)) {
      if (!server.isAlive() || System.nanoTime() > deadline) {
        throw new IOException("no answer on port " + port);
      }
      try {
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", e);
      }
    }
  }

  private static boolean answers(int port, String password) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(Ports.LOOPBACK, port), ANSWER_MILLIS);
      socket.setSoTimeout(ANSWER_MILLIS);
      OutputStream out = socket.getOutputStream();
      out.write(("AUTH " + password + "\r\nPING\r\n").getBytes(StandardCharsets.US_ASCII));
      out.flush();
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      return "+OK".equals(in.readLine()) && "+PONG".equals(in.readLine());
    } catch (IOException e) {
      return false;
    }
  }
}
