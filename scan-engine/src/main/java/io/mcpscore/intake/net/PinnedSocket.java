package io.mcpscore.intake.net;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * Opens one socket to an address of an {@link Origin}; over TLS the certificate must carry the name
 * of the host, not the address.
 */
final class PinnedSocket implements Closeable {

  private final Origin origin;
  private final TransferGuard guard;
  private final Dialer dialer;
  private Socket raw;

  PinnedSocket(Origin origin, TransferGuard guard, Dialer dialer) {
    this.origin = origin;
    this.guard = guard;
    this.dialer = dialer;
  }

  /** Connects to the first address that answers. */
  Socket open() throws IOException {
    IOException last = null;
    for (InetAddress address : origin.addresses()) {
      try {
        raw = connect(address);
        return origin.isSecure() ? secured() : raw;
      } catch (IOException e) {
        close();
        if (guard.isStopped()) {
          throw e;
        }
        last = e;
      }
    }
    throw last;
  }

  @Override
  public void close() throws IOException {
    if (raw != null) {
      guard.closed(raw);
      raw.close();
    }
  }

  private Socket connect(InetAddress address) throws IOException {
    Socket socket = dialer.sockets().get();
    raw = socket;
    guard.opened(socket);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout((int) dialer.readTimeout().toMillis());
    socket.connect(
        new InetSocketAddress(address, origin.port()), (int) dialer.connectTimeout().toMillis());
    return socket;
  }

  private Socket secured() throws IOException {
    SSLSocket secure =
        (SSLSocket) dialer.tls().createSocket(raw, origin.host(), origin.port(), true);
    SSLParameters parameters = secure.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    secure.setSSLParameters(parameters);
    secure.startHandshake();
    return secure;
  }
}
