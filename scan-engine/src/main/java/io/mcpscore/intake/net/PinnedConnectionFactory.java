package io.mcpscore.intake.net;

import java.io.IOException;
import java.net.ProtocolException;
import java.net.Proxy;
import java.net.URL;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;

/**
 * Makes the connections of one transfer, all of them to its {@link Origin}. A URL that leads
 * elsewhere, which only a redirect can ask for, is refused; proxies of the machine are not used.
 */
public final class PinnedConnectionFactory implements HttpConnectionFactory {

  private final Origin origin;
  private final TransferGuard guard;
  private final Dialer dialer;
  private final String authorization;

  /**
   * Everything that the connections share.
   *
   * @param origin the only place they may go
   * @param guard limits of the transfer
   * @param dialer makes the connections
   * @param authorization value of the header of that name, or null to send none
   */
  public PinnedConnectionFactory(
      Origin origin, TransferGuard guard, Dialer dialer, String authorization) {
    this.origin = origin;
    this.guard = guard;
    this.dialer = dialer;
    this.authorization = authorization;
  }

  @Override
  public HttpConnection create(URL url) throws IOException {
    if (!origin.contains(url)) {
      throw new ForeignRedirectException();
    }
    if (url.getFile().chars().anyMatch(c -> c <= ' ' || c > '~')) {
      throw new ProtocolException("redirect to what is no URL");
    }
    PinnedSocket socket = new PinnedSocket(origin, guard, dialer);
    return new PinnedConnection(url, origin, socket, guard, authorization);
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
