package io.mcpscore.intake;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the operator says about git hosts. Keys are lower-case host names as they stand in
 * repository addresses.
 *
 * @param mirrors base URI that is served in a host's place; the repository is at {@code
 *     <base>/<owner>/<name>}. Mirrors may use plain HTTP and addresses inside the network
 * @param tokens token sent to a host, or to its mirror; {@code user:token} where the user matters
 * @param privateHosts hosts that may have addresses inside the network without being mirrors
 * @param connectTimeout to one address of a host
 * @param readTimeout between two reads
 */
public record GitSettings(
    Map<String, URI> mirrors,
    Map<String, String> tokens,
    Set<String> privateHosts,
    Duration connectTimeout,
    Duration readTimeout) {

  /** Git hosts of the public internet over https, without tokens. */
  public static final GitSettings DEFAULT =
      new GitSettings(Map.of(), Map.of(), Set.of(), Duration.ofSeconds(5), Duration.ofSeconds(15));

  /** The user that GitHub, GitLab and Gitea all accept with a token as its password. */
  private static final String TOKEN_USER = "x-access-token";

  /** Copies the collections. */
  public GitSettings {
    mirrors = Map.copyOf(mirrors);
    tokens = Map.copyOf(tokens);
    privateHosts = Set.copyOf(privateHosts);
  }

  /** The same settings with one more mirror. */
  public GitSettings withMirror(String host, URI base) {
    Map<String, URI> more = new HashMap<>(mirrors);
    more.put(host.toLowerCase(Locale.ROOT), base);
    return new GitSettings(more, tokens, privateHosts, connectTimeout, readTimeout);
  }

  /** Whether the operator named the place that a host's repositories come from. */
  boolean isTrusted(String host) {
    return mirrors.containsKey(host) || privateHosts.contains(host);
  }

  /** Where a host's repositories lie, without a trailing slash. */
  String base(String host) {
    URI mirror = mirrors.get(host);
    return mirror == null ? "https://" + host : mirror.toString().replaceAll("/+$", "");
  }

  /** Value of the {@code Authorization} header for a host, if a token is configured. */
  Optional<String> authorization(String host) {
    return Optional.ofNullable(tokens.get(host))
        .map(token -> token.contains(":") ? token : TOKEN_USER + ":" + token)
        .map(pair -> pair.getBytes(StandardCharsets.UTF_8))
        .map(bytes -> "Basic " + Base64.getEncoder().encodeToString(bytes));
  }

  /** Leaves the tokens out. */
  @Override
  public String toString() {
    return "GitSettings[mirrors=%s, tokens for %s, privateHosts=%s]"
        .formatted(mirrors, tokens.keySet(), privateHosts);
  }
}
