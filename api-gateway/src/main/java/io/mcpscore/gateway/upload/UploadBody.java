package io.mcpscore.gateway.upload;

import io.mcpscore.gateway.config.UploadSettings;
import io.mcpscore.gateway.http.Answers;
import io.mcpscore.gateway.http.ApiException;
import io.mcpscore.model.ApiError;
import io.mcpscore.model.ErrorCode;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Receives archives, after the key of the request was checked and counted. Each is held in memory,
 * so only so many at once are received, each for only so long.
 */
@Singleton
public class UploadBody implements Handler<RoutingContext> {

  private static final String PATH = "/api/v1/scan";
  private static final String KEY = UploadBody.class.getName();
  private static final Set<String> TYPES =
      Set.of(
          UploadTypes.FORM,
          UploadTypes.ZIP,
          UploadTypes.ZIP_OF_WINDOWS,
          UploadTypes.GZIP,
          UploadTypes.GZIP_OF_OLD);

  private final UploadSettings settings;
  private final AtomicInteger open = new AtomicInteger();

  UploadBody(UploadSettings settings) {
    this.settings = settings;
  }

  /** Whether a request brings an archive. */
  public static boolean isUpload(RoutingContext context) {
    return context.request().method().equals(HttpMethod.POST)
        && context.normalizedPath().equals(PATH)
        && TYPES.contains(type(context));
  }

  /** The bytes of the body of a request. */
  static byte[] of(RoutingContext context) {
    return context.get(KEY) instanceof Buffer body ? body.getBytes() : new byte[0];
  }

  /** Type of a body, without parameters. */
  static String type(RoutingContext context) {
    String header = context.request().getHeader("Content-Type");
    return header == null ? "" : header.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }

  @Override
  public void handle(RoutingContext context) {
    long limit =
        settings.maxBytes()
            + (type(context).equals(UploadTypes.FORM) ? settings.formOverhead().asLongValue() : 0);
    if (announced(context.request()) > limit) {
      Answers.error(context, tooLarge());
      return;
    }
    if (open.incrementAndGet() > settings.atOnce()) {
      open.decrementAndGet();
      Answers.error(
          context,
          new ApiError(
              ErrorCode.SERVICE_UNAVAILABLE,
              "Too many uploads at once",
              "Try again in a few seconds"));
      return;
    }
    new Receipt(context, limit).begin();
  }

  /** The error for an archive over the limit. */
  ApiError tooLarge() {
    return new ApiError(
        ErrorCode.PAYLOAD_TOO_LARGE,
        "Archive too large",
        "An archive may have " + settings.maxBytes() + " bytes");
  }

  /**
   * Holds an archive to its limit, without what a form adds to it.
   *
   * @throws ApiException {@code PAYLOAD_TOO_LARGE}
   */
  void requireSmall(byte[] archive) {
    if (archive.length > settings.maxBytes()) {
      ApiError error = tooLarge();
      throw new ApiException(error.code(), error.message(), error.details());
    }
  }

  private static long announced(HttpServerRequest request) {
    String length = request.getHeader("Content-Length");
    return length == null || !length.matches("[0-9]{1,18}") ? 0 : Long.parseLong(length);
  }

  /** One body on its way in; everything happens on the context of its request. */
  private final class Receipt {

    private final RoutingContext context;
    private final long limit;
    private final Buffer body = Buffer.buffer();
    private boolean ended;
    private long timer;

    Receipt(RoutingContext context, long limit) {
      this.context = context;
      this.limit = limit;
    }

    void begin() {
      HttpServerRequest request = context.request();
      timer = context.vertx().setTimer(settings.readTime().toMillis(), late -> tooSlow());
      context.addEndHandler(end -> end());
      if (request.isEnded()) {
        arrived();
        return;
      }
      request.handler(this::take);
      request.endHandler(end -> arrived());
      request.exceptionHandler(failure -> end());
      if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
        context.response().writeContinue();
      }
      request.resume();
    }

    private void take(Buffer bytes) {
      if (ended) {
        return;
      }
      if (body.length() + bytes.length() > limit) {
        end();
        Answers.error(context, tooLarge());
        return;
      }
      body.appendBuffer(bytes);
    }

    private void arrived() {
      if (!ended) {
        // The place is kept until the answer: the bytes are held until then.
        context.vertx().cancelTimer(timer);
        context.put(KEY, body);
        context.next();
      }
    }

    private void tooSlow() {
      end();
      context.request().connection().close();
    }

    private void end() {
      if (!ended) {
        ended = true;
        open.decrementAndGet();
        context.vertx().cancelTimer(timer);
      }
    }
  }
}
