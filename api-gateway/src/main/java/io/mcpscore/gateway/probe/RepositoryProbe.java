package io.mcpscore.gateway.probe;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.mcpscore.gateway.config.GitSettings;
import io.mcpscore.gateway.http.Requests;
import io.mcpscore.model.RepositoryAddress;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Whether a repository exists, remembered for a while. Phases: git's own first request, as a
 * stranger; if that finds nothing and there is a token, the host's REST API. The whole has one
 * budget; past it, or when the host cannot be reached, the answer is {@link Visibility#UNKNOWN} and
 * the worker decides.
 */
@Singleton
public class RepositoryProbe {

  private static final Logger LOG = Logger.getLogger(RepositoryProbe.class);
  private static final Duration REMEMBER_UNKNOWN = Duration.ofSeconds(5);

  private final GitAdvertisement git;
  private final HostApi api;
  private final GitSettings settings;
  private final AsyncCache<String, Visibility> known;

  RepositoryProbe(GitAdvertisement git, HostApi api, GitSettings settings) {
    this.git = git;
    this.api = api;
    this.settings = settings;
    this.known =
        Caffeine.newBuilder()
            .maximumSize(settings.probe().entries())
            .expireAfter(
                Expiry.<String, Visibility>creating(
                    (url, visibility) ->
                        visibility == Visibility.UNKNOWN
                            ? REMEMBER_UNKNOWN
                            : settings.probe().remember()))
            .buildAsync();
  }

  /** What the host says of a repository; never fails. */
  public Uni<Visibility> look(RepositoryAddress repository) {
    return Requests.comeBack(
        Uni.createFrom()
            .completionStage(
                () ->
                    known.get(
                        repository.url(),
                        (url, executor) -> ask(repository).subscribeAsCompletionStage())));
  }

  private Uni<Visibility> ask(RepositoryAddress repository) {
    return git.ask(repository)
        .chain(
            seen ->
                seen == Visibility.ABSENT && api.isAvailable(repository.host())
                    ? api.ask(repository)
                    : Uni.createFrom().item(seen))
        .ifNoItem()
        .after(settings.probe().timeout())
        .fail()
        .onFailure()
        .recoverWithItem(
            failure -> {
              LOG.infof("git host not reached: %s", failure.getClass().getName());
              return Visibility.UNKNOWN;
            });
  }
}
