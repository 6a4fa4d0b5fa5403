package io.mcpscore.intake;

import io.mcpscore.model.PublicAddresses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sees where connections go. A listener on every address of this machine counts those that arrive;
 * sockets take the listener's port in the place of 443, so that none is missed for want of a
 * server. Nothing leaves the machine: the one public address that stands for the internet is served
 * by a port of the test, every other one refuses.
 */
final class LocalAddressTrap implements AutoCloseable {

  private final InetAddress internet;
  private final int internetPort;
  private final ServerSocket listener;
  private final AtomicInteger arrived = new AtomicInteger();
  private final List<InetAddress> tried = new CopyOnWriteArrayList<>();

  /**
   * Starts to listen.
   *
   * @param internet address that stands for the internet
   * @param internetPort port on loopback that serves it, or 0 for none
   */
  LocalAddressTrap(InetAddress internet, int internetPort) {
    this.internet = internet;
    this.internetPort = internetPort;
    try {
      listener = new ServerSocket(0, 200);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofPlatform().daemon().name("local-address-trap").start(this::accept);
  }

  /** A socket as the intake makes them. */
  Socket socket() {
    return new TrappedSocket();
  }

  /** Connections to this machine. */
  int arrived() {
    return arrived.get();
  }

  /** Addresses that a connection was tried to. */
  List<InetAddress> tried() {
    return tried;
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept() {
    while (!listener.isClosed()) {
      try (Socket ignored = listener.accept()) {
        arrived.incrementAndGet();
      } catch (IOException e) {
        return;
      }
    }
  }

  private final class TrappedSocket extends Socket {

    TrappedSocket() {
      super(Proxy.NO_PROXY);
    }

    @Override
    public void connect(SocketAddress where, int timeout) throws IOException {
      InetAddress address = ((InetSocketAddress) where).getAddress();
      tried.add(address);
      if (!PublicAddresses.contains(address)) {
        super.connect(new InetSocketAddress(address, listener.getLocalPort()), 200);
      } else if (internetPort != 0 && address.equals(internet)) {
        super.connect(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), internetPort), timeout);
      } else {
        throw new ConnectException("refused");
      }
    }
  }
}
