package io.mcpscore.gateway.probe;

import io.mcpscore.gateway.config.GitSettings;
import io.mcpscore.model.RepositoryAddress;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The first request of a git fetch, {@code info/refs}, asked as a stranger. Redirects (renamed
 * repositories) are followed on the same host only.
 */
@Singleton
class GitAdvertisement {

  private static final String REQUEST = "/info/refs?service=git-upload-pack";
  private static final String ANSWER = "application/x-git-upload-pack-advertisement";
  private static final int MAX_REDIRECTS = 3;
  private static final Map<String, String> HEADERS =
      Map.of("User-Agent", "git/mcpscore", "Accept", "*/*", "Git-Protocol", "version=2");

  /** Without a version the host begins its answer with the commit of HEAD. */
  private static final Map<String, String> HEADERS_FOR_HEAD =
      Map.of("User-Agent", "git/mcpscore", "Accept", "*/*");

  private static final int BYTES_TO_HEAD = 256;
  private static final Pattern HEAD =
      Pattern.compile(
          "(?:[0-9a-f]{4}# service=git-upload-pack\\n?0000)?"
              + "[0-9a-f]{4}([0-9a-f]{40}|[0-9a-f]{64}) HEAD\\x00.*",
          Pattern.DOTALL);

  private final HostClient client;
  private final GitSettings settings;

  GitAdvertisement(HostClient client, GitSettings settings) {
    this.client = client;
    this.settings = settings;
  }

  /** What a stranger sees. */
  Uni<Visibility> ask(RepositoryAddress repository) {
    return ask(repository, HEADERS, 0).map(GitAdvertisement::visibility);
  }

  /** The same, and the commit of the default branch. */
  Uni<Sighting> see(RepositoryAddress repository) {
    return ask(repository, HEADERS_FOR_HEAD, BYTES_TO_HEAD)
        .map(reply -> new Sighting(visibility(reply), head(reply)));
  }

  private Uni<HostClient.Reply> ask(
      RepositoryAddress repository, Map<String, String> headers, int bytes) {
    String mirror = settings.mirrors().get(repository.host());
    String base = mirror == null ? "https://" + repository.host() : mirror.replaceAll("/+$", "");
    URI url = URI.create(base + "/" + repository.owner() + "/" + repository.name() + REQUEST);
    return ask(url, mirror != null, headers, bytes, MAX_REDIRECTS);
  }

  private Uni<HostClient.Reply> ask(
      URI url, boolean trusted, Map<String, String> headers, int bytes, int redirects) {
    return client
        .start(url, trusted, headers, bytes)
        .chain(
            reply -> {
              boolean redirected = reply.status() / 100 == 3 && reply.location() != null;
              if (redirected && redirects > 0) {
                URI next = url.resolve(reply.location());
                return sameHost(url, next)
                    ? ask(next, trusted, headers, bytes, redirects - 1)
                    : Uni.createFrom().item(reply);
              }
              return Uni.createFrom().item(reply);
            });
  }

  private static Visibility visibility(HostClient.Reply reply) {
    return switch (reply.status()) {
      case 200 -> reply.contentType().startsWith(ANSWER) ? Visibility.PUBLIC : Visibility.UNKNOWN;
      case 401, 404, 410 -> Visibility.ABSENT;
      case 403 -> Visibility.PRIVATE;
      default -> Visibility.UNKNOWN;
    };
  }

  private static String head(HostClient.Reply reply) {
    return visibility(reply) == Visibility.PUBLIC
        ? head(reply.body().toString(StandardCharsets.ISO_8859_1))
        : null;
  }

  /** The commit of HEAD by the beginning of an advertisement; null when it names none. */
  static String head(String advertisement) {
    Matcher start = HEAD.matcher(advertisement);
    return start.matches() ? start.group(1) : null;
  }

  private static boolean sameHost(URI from, URI to) {
    return from.getScheme().equals(to.getScheme())
        && from.getHost().equalsIgnoreCase(to.getHost())
        && from.getPort() == to.getPort();
  }
}
