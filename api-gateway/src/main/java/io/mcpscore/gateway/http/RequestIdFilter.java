package io.mcpscore.gateway.http;

import io.mcpscore.model.Channels;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jboss.logging.MDC;

/**
 * Gives every request an id: the caller's {@code X-Request-Id} when it is harmless, else a new one.
 * It goes into the answer, into every log line of the request, and with the job to the worker.
 */
@Singleton
public class RequestIdFilter implements Handler<RoutingContext> {

  static final CharSequence HEADER = HttpHeaders.createOptimized("X-Request-Id");

  private static final CharSequence TYPE_OPTIONS =
      HttpHeaders.createOptimized("X-Content-Type-Options");
  private static final CharSequence NOSNIFF = HttpHeaders.createOptimized("nosniff");

  private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  /** The id of a request. */
  public static String of(RoutingContext context) {
    return context.response().headers().get(HEADER);
  }

  /** The id of the request on whose behalf the caller works, or null when there is none. */
  public static String current() {
    return (String) MDC.get(Channels.REQUEST_ID);
  }

  @Override
  public void handle(RoutingContext context) {
    identify(context);
    context.next();
  }

  /** Gives a request its id, also one that no filter sees, such as {@code GET *}. */
  static void identify(RoutingContext context) {
    String given = context.request().getHeader(HEADER);
    String id = given != null && HARMLESS.matcher(given).matches() ? given : random().toString();
    MDC.put(Channels.REQUEST_ID, id);
    context.response().putHeader(HEADER, id).putHeader(TYPE_OPTIONS, NOSNIFF);
  }

  /** A UUID of version 4 that nobody needs to be unable to guess: it names, and opens nothing. */
  private static UUID random() {
    ThreadLocalRandom bits = ThreadLocalRandom.current();
    return new UUID(
        (bits.nextLong() & ~0xF000L) | 0x4000L,
        (bits.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L);
  }
}
