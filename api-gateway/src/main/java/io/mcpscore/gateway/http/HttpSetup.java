package io.mcpscore.gateway.http;

import io.mcpscore.gateway.auth.AdminFilter;
import io.mcpscore.gateway.auth.ApiKeyFilter;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * The order of what happens to every request before a resource sees it: request id, then
 * authentication and counting, then the body up to its limit. Authentication comes before the body
 * so that strangers cannot make the gateway read anything, and below the resources so that unknown
 * paths and wrong methods are authenticated and counted too.
 */
@ApplicationScoped
public class HttpSetup {

  private static final int FIRST = 400;
  private static final int AUTHENTICATION = 300;

  /** Answers that need neither a body nor the resource layer. */
  public static final int SHORT_WAYS = 280;

  private static final int TYPES = 250;
  private static final int BODY = 200;

  void filters(
      @Observes Filters filters,
      RequestIdFilter requestIds,
      ApiKeyFilter apiKeys,
      AdminFilter admin,
      ContentTypes types,
      BodyLimit bodies) {
    filters.register(requestIds, FIRST);
    filters.register(apiKeys, AUTHENTICATION);
    filters.register(admin, AUTHENTICATION);
    filters.register(types, TYPES);
    filters.register(bodies, BODY);
  }

  void router(@Observes Router router) {
    router
        .route()
        .order(Integer.MIN_VALUE)
        .failureHandler(
            context ->
                Answers.error(
                    context,
                    context.failure() == null
                        ? Errors.ofStatus(context.statusCode())
                        : Errors.of(context.failure())));
    router
        .route()
        .order(Integer.MAX_VALUE)
        .handler(context -> Answers.error(context, Errors.ofStatus(404)));
  }
}
