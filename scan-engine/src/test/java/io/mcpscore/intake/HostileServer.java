package io.mcpscore.intake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;

/** A server of bare sockets on a free loopback port, which answers whatever a script wants. */
final class HostileServer implements AutoCloseable {

  /**
   * A request.
   *
   * @param line the first
   * @param body without its compression, one char a byte
   */
  record Request(String line, String body) {

    boolean isRefs() {
      return line.contains("/info/refs");
    }

    boolean isFetch() {
      return body.contains("command=fetch");
    }
  }

  /** Answers one request; the connection is closed afterwards. */
  interface Script {
    void answer(Request request, Socket client, OutputStream out) throws Exception;
  }

  private final ServerSocket server;
  private final Script script;
  private final Set<Socket> clients = ConcurrentHashMap.newKeySet();
  private final AtomicInteger connections = new AtomicInteger();

  HostileServer(Script script) {
    this.script = script;
    try {
      server = new ServerSocket();
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofPlatform().daemon().name("hostile-server").start(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  URI base() {
    return URI.create("http://127.0.0.1:" + port());
  }

  int connections() {
    return connections.get();
  }

  @Override
  public void close() {
    try {
      server.close();
      for (Socket client : clients) {
        client.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        connections.incrementAndGet();
        clients.add(client);
        Thread.ofPlatform().daemon().name("hostile-client").start(() -> serve(client));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      InputStream in = new BufferedInputStream(client.getInputStream());
      OutputStream out = new BufferedOutputStream(client.getOutputStream(), 1 << 16);
      script.answer(read(in), client, out);
      out.flush();
      client.shutdownOutput();
      // A close with bytes unread would be a reset.
      in.transferTo(OutputStream.nullOutputStream());
    } catch (Exception e) {
      // The client went away, which is what most scripts are about.
      return;
    } finally {
      clients.remove(client);
    }
  }

  private static Request read(InputStream in) throws IOException {
    String first = line(in);
    int length = 0;
    boolean packed = false;
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      String lower = line.toLowerCase(Locale.ROOT);
      packed |= lower.equals("content-encoding: gzip");
      if (lower.startsWith("content-length:")) {
        length = Integer.parseInt(lower.substring(15).strip());
      }
    }
    byte[] body = in.readNBytes(length);
    if (packed) {
      body = new GZIPInputStream(new java.io.ByteArrayInputStream(body)).readAllBytes();
    }
    return new Request(first, new String(body, ISO_8859_1));
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
      line.append((char) b);
    }
    return line.toString().strip();
  }
}
