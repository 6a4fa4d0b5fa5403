package io.mcpscore.deploy.canary;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads all that a Redis holds. */
final class Redis implements AutoCloseable {

  private final Socket socket;
  private final InputStream in;

  /** Connects to the address that the services are given, password included. */
  Redis(URI address) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), address.getPort());
    socket.setSoTimeout(10_000);
    in = new BufferedInputStream(socket.getInputStream());
    ask("AUTH", address.getUserInfo().substring(1));
  }

  /** Every key with what it holds, as text. */
  String everything() throws IOException {
    StringBuilder all = new StringBuilder();
    for (String key : ask("KEYS", "*")) {
      all.append(key).append(" = ").append(ask("DUMP", key)).append(ask("GET", key)).append('\n');
    }
    return all.toString();
  }

  private List<String> ask(String... words) throws IOException {
    StringBuilder command = new StringBuilder("*" + words.length + "\r\n");
    for (String word : words) {
      command.append('$').append(word.length()).append("\r\n").append(word).append("\r\n");
    }
    socket.getOutputStream().write(command.toString().getBytes(StandardCharsets.ISO_8859_1));
    List<String> answer = new ArrayList<>();
    read(answer);
    return answer;
  }

  private void read(List<String> answer) throws IOException {
    String line = line();
    int number = "$*".indexOf(line.charAt(0)) < 0 ? 0 : Integer.parseInt(line.substring(1));
    switch (line.charAt(0)) {
      case '$' -> {
        if (number >= 0) {
          answer.add(new String(in.readNBytes(number), StandardCharsets.ISO_8859_1));
          in.readNBytes(2);
        }
      }
      case '*' -> {
        for (int i = 0; i < number; i++) {
          read(answer);
        }
      }
      default -> answer.add(line);
    }
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new IOException("redis closed the connection");
      }
      line.append((char) c);
    }
    return line.toString().stripTrailing();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
