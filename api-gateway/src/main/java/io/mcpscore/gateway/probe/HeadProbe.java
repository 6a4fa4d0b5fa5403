package io.mcpscore.gateway.probe;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.mcpscore.gateway.config.BadgeSettings;
import io.mcpscore.gateway.config.GitSettings;
import io.mcpscore.gateway.http.Requests;
import io.mcpscore.model.RepositoryAddress;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * The commit of a repository's default branch as the host announces it, remembered for a while. One
 * request within one budget, cut off after the first lines of the answer; past the budget nothing
 * is known, which is remembered too.
 */
@Singleton
public class HeadProbe {

  private static final Logger LOG = Logger.getLogger(HeadProbe.class);

  private final GitAdvertisement git;
  private final Duration budget;
  private final AsyncCache<String, Sighting> known;

  HeadProbe(GitAdvertisement git, GitSettings settings, BadgeSettings badges) {
    this.git = git;
    this.budget = settings.probe().timeout();
    this.known =
        Caffeine.newBuilder()
            .maximumSize(badges.entries())
            .expireAfterWrite(badges.maxAge())
            .buildAsync();
  }

  /** What a stranger sees of a repository; never fails. */
  public Uni<Sighting> look(RepositoryAddress repository) {
    return Requests.comeBack(
        Uni.createFrom()
            .completionStage(
                () ->
                    known.get(
                        repository.url(),
                        (url, executor) -> ask(repository).subscribeAsCompletionStage())));
  }

  private Uni<Sighting> ask(RepositoryAddress repository) {
    return git.see(repository)
        .ifNoItem()
        .after(budget)
        .fail()
        .onFailure()
        .recoverWithItem(
            failure -> {
              LOG.infof("git host not reached: %s", failure.getClass().getName());
              return Sighting.NONE;
            });
  }
}
