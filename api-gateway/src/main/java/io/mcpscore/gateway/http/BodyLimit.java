package io.mcpscore.gateway.http;

import io.mcpscore.gateway.config.BatchSettings;
import io.mcpscore.gateway.config.LimitSettings;
import io.mcpscore.gateway.upload.UploadBody;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.inject.Singleton;

/**
 * Reads the body of a request up to its limit, whether its length was announced or not; what is
 * larger fails with 413. Batches have a limit of their own, and so have archives.
 */
@Singleton
public class BodyLimit implements Handler<RoutingContext> {

  private static final String BATCHES = "/api/v1/scans";

  private final BodyHandler reader;
  private final BodyHandler batchReader;
  private final UploadBody uploads;

  BodyLimit(LimitSettings settings, BatchSettings batches, UploadBody uploads) {
    this.reader = BodyHandler.create(false).setBodyLimit(settings.bodySize().asLongValue());
    this.batchReader = BodyHandler.create(false).setBodyLimit(batches.bodySize().asLongValue());
    this.uploads = uploads;
  }

  @Override
  public void handle(RoutingContext context) {
    if ("0".equals(context.request().getHeader(HttpHeaders.CONTENT_LENGTH))) {
      // The end of such a request may have passed already; the reader would wait for it for ever.
      context.next();
    } else if (context.normalizedPath().equals(BATCHES)) {
      batchReader.handle(context);
    } else if (UploadBody.isUpload(context)) {
      uploads.handle(context);
    } else {
      reader.handle(context);
    }
  }
}
