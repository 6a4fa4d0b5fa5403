package io.mcpscore.gateway.read;

import io.mcpscore.gateway.config.ResultSettings;
import io.mcpscore.gateway.http.ApiException;
import io.mcpscore.gateway.http.Requests;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Holds an answer until the scan has ended or the seconds have passed. */
@Singleton
class LongPoll {

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");
  private static final Pattern PREFERENCE =
      Pattern.compile("(?:^|[,;])\\s*wait\\s*=\\s*\"?([0-9]{1,9})\"?\\s*(?:$|[,;])");

  private final ScanReader reader;
  private final Waiters waiters;
  private final Duration longest;

  LongPoll(ScanReader reader, Waiters waiters, ResultSettings settings) {
    this.reader = reader;
    this.waiters = waiters;
    this.longest = settings.maxWait();
  }

  /**
   * How long to wait.
   *
   * @param query parameter {@code wait}, or null
   * @param prefer header {@code Prefer}, or null; a preference that is no number is ignored
   * @throws ApiException when the parameter is no number of seconds
   */
  Duration time(String query, String prefer) {
    if (query != null) {
      if (!NUMBER.matcher(query).matches()) {
        throw ApiException.invalidRequest(
            "wait must be a number of seconds from 0 to " + longest.toSeconds());
      }
      return atMost(query);
    }
    Matcher preference = PREFERENCE.matcher(prefer == null ? "" : prefer);
    return preference.find() ? atMost(preference.group(1)) : Duration.ZERO;
  }

  /**
   * Reads a scan, once it has ended if that happens in time.
   *
   * @param accountId who asks
   * @param id scan
   * @param time how long to wait; with too many waiting already, not at all
   */
  Uni<ScanReader.Found> read(long accountId, String id, Duration time) {
    return reader
        .read(accountId, id)
        .chain(
            first ->
                first instanceof ScanReader.Found.Running && !time.isZero()
                    ? waiters
                        .enter(id)
                        .map(
                            end ->
                                waitFor(accountId, id, time, end)
                                    .eventually(() -> waiters.leave(id)))
                        .orElseGet(() -> Uni.createFrom().item(first))
                    : Uni.createFrom().item(first));
  }

  private Uni<ScanReader.Found> waitFor(
      long accountId, String id, Duration time, CompletableFuture<Void> end) {
    Uni<Void> ended =
        Uni.createFrom()
            .emitter(
                emitter -> {
                  CompletableFuture<Void> unused =
                      end.whenComplete((done, failure) -> emitter.complete(null));
                });
    return reader
        .read(accountId, id)
        .chain(
            again ->
                again instanceof ScanReader.Found.Ended
                    ? Uni.createFrom().item(again)
                    : Requests.comeBack(ended.ifNoItem().after(time).recoverWithItem((Void) null))
                        .chain(() -> reader.read(accountId, id)));
  }

  private Duration atMost(String seconds) {
    Duration asked = Duration.ofSeconds(Long.parseLong(seconds));
    return asked.compareTo(longest) > 0 ? longest : asked;
  }
}
