package io.mcpscore.intake.net;

import java.io.IOException;
import java.net.Proxy;
import java.net.URL;
import java.time.Duration;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;

/**
 * Makes the connections of one transfer, all of them to its {@link Origin}. A URL that leads
 * elsewhere, which only a redirect can ask for, is refused; proxies of the machine are not used.
 */
public final class PinnedConnectionFactory implements HttpConnectionFactory {

  private final Origin origin;
  private final TransferGuard guard;
  private final SSLSocketFactory tls;
  private final Duration connectTimeout;
  private final Duration readTimeout;
  private final String authorization;

  /**
   * Everything that the connections share.
   *
   * @param origin the only place they may go
   * @param guard limits of the transfer
   * @param tls decides which certificates are trusted
   * @param connectTimeout to one address
   * @param readTimeout between two reads
   * @param authorization value of the header of that name, or null to send none
   */
  public PinnedConnectionFactory(
      Origin origin,
      TransferGuard guard,
      SSLSocketFactory tls,
      Duration connectTimeout,
      Duration readTimeout,
      String authorization) {
    this.origin = origin;
    this.guard = guard;
    this.tls = tls;
    this.connectTimeout = connectTimeout;
    this.readTimeout = readTimeout;
    this.authorization = authorization;
  }

  @Override
  public HttpConnection create(URL url) throws IOException {
    if (!origin.contains(url)) {
      throw new ForeignRedirectException();
    }
    PinnedSocket socket = new PinnedSocket(origin, guard, tls, connectTimeout, readTimeout);
    PinnedConnection connection = new PinnedConnection(url, origin, socket, guard);
    if (authorization != null) {
      connection.setRequestProperty("Authorization", authorization);
    }
    return connection;
  }

  @Override
  public HttpConnection create(URL url, Proxy proxy) throws IOException {
    return create(url);
  }

  /** The host sent the client to another scheme, host or port. */
  public static final class ForeignRedirectException extends IOException {

    private static final long serialVersionUID = 1L;

    ForeignRedirectException() {
      super("redirect to another scheme, host or port");
    }
  }
}
