package io.mcpscore.gateway.net;

import io.mcpscore.model.PublicAddresses;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.function.Predicate;

/**
 * Decides where requests go. For hosts that the operator did not vouch for, the name is resolved
 * once, private addresses are refused, and the request goes to the very address that was checked,
 * while TLS and the {@code Host} header keep the name.
 */
@Singleton
public class Targets {

  private final NameResolver names;
  private final Predicate<InetAddress> allowed;

  /** Looks names up as the machine does and lets public addresses pass. */
  @Inject
  public Targets() {
    this(InetAddress::getAllByName, PublicAddresses::contains);
  }

  /**
   * Any other way.
   *
   * @param names looks names up, once a request
   * @param allowed which addresses may be talked to
   */
  public Targets(NameResolver names, Predicate<InetAddress> allowed) {
    this.names = names;
    this.allowed = allowed;
  }

  /**
   * The target of one request.
   *
   * @param url absolute, http or https
   * @param trusted whether the operator named this host, so that any address will do
   * @return where to send it, or {@link TargetException}
   */
  public Uni<RequestOptions> of(HttpMethod method, URI url, boolean trusted) {
    RequestOptions options = new RequestOptions().setMethod(method).setAbsoluteURI(url.toString());
    if (trusted) {
      return Uni.createFrom().item(options);
    }
    return Uni.createFrom()
        .item(() -> resolve(options.getHost()))
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
        .map(
            address ->
                options.setServer(
                    SocketAddress.inetSocketAddress(options.getPort(), address.getHostAddress())));
  }

  private InetAddress resolve(String host) {
    try {
      InetAddress[] addresses = names.resolve(host);
      for (InetAddress address : addresses) {
        if (!allowed.test(address)) {
          throw new TargetException(TargetException.Reason.PRIVATE_ADDRESS);
        }
      }
      return addresses[0];
    } catch (UnknownHostException e) {
      throw new TargetException(TargetException.Reason.UNKNOWN_HOST);
    }
  }
}
