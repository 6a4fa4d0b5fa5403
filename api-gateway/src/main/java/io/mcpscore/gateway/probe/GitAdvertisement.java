package io.mcpscore.gateway.probe;

import io.mcpscore.gateway.config.GitSettings;
import io.mcpscore.model.RepositoryAddress;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Map;

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

  private final HostClient client;
  private final GitSettings settings;

  GitAdvertisement(HostClient client, GitSettings settings) {
    this.client = client;
    this.settings = settings;
  }

  /** What a stranger sees. */
  Uni<Visibility> ask(RepositoryAddress repository) {
    String mirror = settings.mirrors().get(repository.host());
    String base = mirror == null ? "https://" + repository.host() : mirror.replaceAll("/+$", "");
    URI url = URI.create(base + "/" + repository.owner() + "/" + repository.name() + REQUEST);
    return ask(url, mirror != null, MAX_REDIRECTS);
  }

  private Uni<Visibility> ask(URI url, boolean trusted, int redirects) {
    return client
        .get(url, trusted, HEADERS, false)
        .chain(
            reply -> {
              boolean redirected = reply.status() / 100 == 3 && reply.location() != null;
              if (redirected && redirects > 0) {
                URI next = url.resolve(reply.location());
                return sameHost(url, next)
                    ? ask(next, trusted, redirects - 1)
                    : Uni.createFrom().item(Visibility.UNKNOWN);
              }
              return Uni.createFrom().item(visibility(reply));
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

  private static boolean sameHost(URI from, URI to) {
    return from.getScheme().equals(to.getScheme())
        && from.getHost().equalsIgnoreCase(to.getHost())
        && from.getPort() == to.getPort();
  }
}
