package io.mcpscore.gateway.probe;

import io.mcpscore.gateway.config.GitSettings;
import io.mcpscore.model.Json;
import io.mcpscore.model.RepositoryAddress;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.util.Map;

/**
 * The REST API of a host, in GitHub's form, asked with the operator's token. It alone can tell a
 * private repository from an absent one.
 */
@Singleton
class HostApi {

  private static final Map<String, String> KNOWN = Map.of("github.com", "https://api.github.com");

  private final HostClient client;
  private final GitSettings settings;

  HostApi(HostClient client, GitSettings settings) {
    this.client = client;
    this.settings = settings;
  }

  /** Whether there is a token for a host, and an API to use it on. */
  boolean isAvailable(String host) {
    return settings.tokens().containsKey(host)
        && (settings.api().containsKey(host) || KNOWN.containsKey(host));
  }

  /** What the holder of the token sees; {@link Visibility#ABSENT} when the API does not know. */
  Uni<Visibility> ask(RepositoryAddress repository) {
    String configured = settings.api().get(repository.host());
    String base =
        configured == null ? KNOWN.get(repository.host()) : configured.replaceAll("/+$", "");
    URI url = URI.create(base + "/repos/" + repository.owner() + "/" + repository.name());
    Map<String, String> headers =
        Map.of(
            "Authorization", "Bearer " + settings.tokens().get(repository.host()),
            "Accept", "application/vnd.github+json",
            "User-Agent", "mcpscore");
    return client.get(url, configured != null, headers, true).map(HostApi::visibility);
  }

  private static Visibility visibility(HostClient.Reply reply) {
    if (reply.status() == 403) {
      return Visibility.PRIVATE;
    }
    if (reply.status() != 200) {
      return Visibility.ABSENT;
    }
    try {
      boolean open =
          !Json.mapper().readTree(reply.body().getBytes()).path("private").asBoolean(true);
      return open ? Visibility.PUBLIC : Visibility.PRIVATE;
    } catch (IOException e) {
      return Visibility.UNKNOWN;
    }
  }
}
