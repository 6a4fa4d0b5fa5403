package io.mcpscore.intake.net;

import java.net.Proxy;
import java.net.Socket;
import java.time.Duration;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocketFactory;

/**
 * How connections are made.
 *
 * @param sockets makes sockets that are not connected yet
 * @param tls decides which certificates are trusted
 * @param connectTimeout to one address
 * @param readTimeout between two reads
 */
public record Dialer(
    Supplier<Socket> sockets, SSLSocketFactory tls, Duration connectTimeout, Duration readTimeout) {

  /** Sockets that go straight to their address, whatever proxy the machine is set up with. */
  public static final Supplier<Socket> DIRECT = () -> new Socket(Proxy.NO_PROXY);
}
