package io.mcpscore.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** TCP ports on 127.0.0.1. */
public final class Ports {

  /** The only address that local servers listen on. */
  public static final String LOOPBACK = "127.0.0.1";

  private Ports() {}

  /** A port that nobody listens on now. */
  public static int free() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(LOOPBACK))) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether a port can be listened on now, on this address and on all addresses. */
  public static boolean isFree(int port) {
    try (ServerSocket all = new ServerSocket();
        ServerSocket loopback = new ServerSocket()) {
      all.setReuseAddress(true);
      all.bind(new InetSocketAddress(port));
      all.close();
      loopback.setReuseAddress(true);
      loopback.bind(new InetSocketAddress(LOOPBACK, port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
