package io.mcpscore.gateway.read;

import io.mcpscore.gateway.auth.Caller;
import io.mcpscore.gateway.auth.FinalAnswers;
import io.mcpscore.gateway.http.HttpSetup;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * The short way of the request that comes most often: a finished scan that is in memory, as JSON
 * and without further wishes. It is answered below the resource layer, which costs more than all of
 * the rest; {@link ScanResource} gives the same answer to it, and answers everything else.
 */
@Singleton
class FinishedScanRoute {

  private static final String PREFIX = "/api/v1/scan/";
  private static final String ANYTHING = "*/*";
  private static final String JSON = "application/json";

  private final FinishedScans finished;
  private final FinalAnswers answers;

  FinishedScanRoute(FinishedScans finished, FinalAnswers answers) {
    this.finished = finished;
    this.answers = answers;
  }

  void register(@Observes Filters filters) {
    filters.register(this::handle, HttpSetup.SHORT_WAYS);
  }

  private void handle(RoutingContext context) {
    find(context)
        .ifPresentOrElse(
            scan -> {
              context.response().putHeader(HttpHeaders.VARY, "Accept");
              answers.end(context, scan.answer(), JSON);
            },
            context::next);
  }

  private Optional<FinishedScan> find(RoutingContext context) {
    HttpServerRequest request = context.request();
    String path = context.normalizedPath();
    boolean plain =
        request.method().equals(HttpMethod.GET)
            && path.startsWith(PREFIX)
            && request.query() == null
            && !request.headers().contains("Prefer")
            && wantsJson(request.getHeader(HttpHeaders.ACCEPT));
    // What is more than an id is in no memory.
    return plain
        ? finished.find(Caller.of(context).accountId(), path.substring(PREFIX.length()))
        : Optional.empty();
  }

  private static boolean wantsJson(String accept) {
    return accept == null || accept.equals(ANYTHING) || accept.equals(JSON);
  }
}
