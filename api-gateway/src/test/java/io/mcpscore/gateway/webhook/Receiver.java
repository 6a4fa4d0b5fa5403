package io.mcpscore.gateway.webhook;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntFunction;

/**
 * A receiver on loopback that keeps what it gets and behaves as a test wishes, down to the bytes.
 */
public final class Receiver implements AutoCloseable {

  private final ServerSocket server;
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private final IntFunction<Behaviour> behaviours;

  /** What a receiver does once it has a request. */
  @FunctionalInterface
  public interface Behaviour {

    /** Any status without a body. */
    static Behaviour status(int status, String... headers) {
      String more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
      return says("HTTP/1.1 " + status + " x\r\n" + more + "Content-Length: 0\r\n\r\n");
    }

    /** Any bytes, then the end of the connection. */
    static Behaviour says(String answer) {
      return socket -> {
        OutputStream out = socket.getOutputStream();
        out.write(answer.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
      };
    }

    /** Answers; the connection is closed afterwards. */
    void answer(Socket socket) throws Exception;
  }

  /**
   * A request.
   *
   * @param path of it
   * @param headers by lower-case name
   * @param body as it came
   */
  public record Received(String path, Map<String, String> headers, String body) {

    /** A header, or null. */
    public String header(String name) {
      return headers.get(name);
    }
  }

  private Receiver(ServerSocket server, IntFunction<Behaviour> behaviours) {
    this.server = server;
    this.behaviours = behaviours;
    Thread.ofVirtual().start(this::accept);
  }

  /** A receiver that always does the same. */
  public static Receiver that(Behaviour behaviour) throws IOException {
    return inTurn(n -> behaviour);
  }

  /** A receiver that does something else for each request, counted from 1. */
  public static Receiver inTurn(IntFunction<Behaviour> behaviours) throws IOException {
    return on(new ServerSocket(0, 100, InetAddress.getByName("127.0.0.1")), behaviours);
  }

  /** A receiver on a socket that is bound already. */
  public static Receiver on(ServerSocket socket, IntFunction<Behaviour> behaviours) {
    return new Receiver(socket, behaviours);
  }

  /** URL of a path here. */
  public String url(String path) {
    return "http://127.0.0.1:" + port() + path;
  }

  /** Where it listens. */
  public int port() {
    return server.getLocalPort();
  }

  /** Everything that came so far. */
  public List<Received> received() {
    return List.copyOf(received);
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      Received request = read(new BufferedInputStream(socket.getInputStream()));
      int number;
      synchronized (this) {
        received.add(request);
        number = received.size();
      }
      behaviours.apply(number).answer(socket);
    } catch (Exception e) {
      // The client has left, which is its right.
      Thread.currentThread().interrupt();
    }
  }

  private static Received read(InputStream in) throws IOException {
    String[] head = line(in).split(" ");
    Map<String, String> headers = new TreeMap<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    return new Received(
        head[1], headers, new String(in.readNBytes(length), StandardCharsets.UTF_8));
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new IOException("the connection has ended");
      }
      line.append((char) b);
    }
    return line.toString().strip();
  }
}
