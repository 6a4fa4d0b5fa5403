package io.mcpscore.gateway.webhook;

import io.mcpscore.gateway.config.WebhookSettings;
import io.mcpscore.gateway.http.ApiException;
import io.mcpscore.model.PublicAddresses;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;

/**
 * Which URLs may be receivers. What a name leads to is checked when an event is sent: it may change
 * at any time.
 */
@Singleton
class WebhookUrls {

  private static final int MAX_LENGTH = 2048;
  private static final int MAX_PORT = 65_535;

  private final Set<String> privateHosts;

  WebhookUrls(WebhookSettings settings) {
    this.privateHosts = settings.privateHosts().orElse(Set.of());
  }

  /**
   * Checks a URL.
   *
   * @param member of the body that it came in
   * @throws ApiException {@code INVALID_REQUEST}
   */
  void check(String member, String text) {
    URI url = parse(text);
    boolean trusted = url != null && isTrusted(url);
    boolean proper =
        url != null
            && ("https".equalsIgnoreCase(url.getScheme())
                || (trusted && "http".equalsIgnoreCase(url.getScheme())));
    if (!proper || (!trusted && isPrivateLiteral(host(url)))) {
      throw ApiException.invalidRequest(
          member
              + " must be an https URL of a public host, of at most 2,048 ASCII characters, without"
              + " user-info and fragment");
    }
  }

  /** Whether the operator vouches for the host of a URL. */
  boolean isTrusted(URI url) {
    return privateHosts.contains(host(url));
  }

  private static URI parse(String text) {
    if (text.length() > MAX_LENGTH || text.chars().anyMatch(c -> c <= ' ' || c > '~')) {
      return null;
    }
    try {
      URI url = new URI(text);
      boolean plain =
          url.getHost() != null
              && url.getRawUserInfo() == null
              && url.getRawFragment() == null
              && url.getPort() != 0
              && url.getPort() <= MAX_PORT;
      return plain ? url : null;
    } catch (URISyntaxException e) {
      return null;
    }
  }

  private static String host(URI url) {
    return url.getHost().toLowerCase(Locale.ROOT);
  }

  private static boolean isPrivateLiteral(String host) {
    try {
      return !PublicAddresses.contains(InetAddress.ofLiteral(host));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
