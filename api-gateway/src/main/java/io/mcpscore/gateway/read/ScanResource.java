package io.mcpscore.gateway.read;

import io.mcpscore.gateway.auth.Caller;
import io.mcpscore.gateway.auth.Uncounting;
import io.mcpscore.gateway.http.ApiException;
import io.mcpscore.model.ErrorCode;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** {@code GET /api/v1/scan/{id}}. */
@Path("/api/v1/scan/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Scans")
@SecurityRequirement(name = "apiKey")
public class ScanResource {

  private final LongPoll longPoll;
  private final Uncounting uncounting;

  ScanResource(LongPoll longPoll, Uncounting uncounting) {
    this.longPoll = longPoll;
    this.uncounting = uncounting;
  }

  /** Answers with a scan's state or, once it has ended, its result. */
  @GET
  @Operation(operationId = "getScan", summary = "Read one scan, and wait for it if wanted")
  @APIResponse(
      responseCode = "200",
      description = "Pending, analyzing, complete or failed",
      content =
          @Content(schema = @Schema(oneOf = {CompleteScanSchema.class, UnfinishedScan.class})))
  @APIResponse(responseCode = "304", description = "The finished scan you have; not counted")
  @APIResponse(responseCode = "400", description = "INVALID_REQUEST")
  @APIResponse(responseCode = "401", description = "UNAUTHORIZED")
  @APIResponse(responseCode = "404", description = "SCAN_NOT_FOUND")
  @APIResponse(responseCode = "406", description = "NOT_ACCEPTABLE")
  @APIResponse(responseCode = "429", description = "RATE_LIMIT_EXCEEDED")
  public Uni<Response> read(
      @Context RoutingContext http,
      @RestPath String id,
      @Parameter(description = "Seconds to wait for the end, at most 60") @RestQuery String wait,
      @Parameter(description = "json, the only format so far") @RestQuery String format,
      @RestHeader("Prefer") String prefer,
      @RestHeader(HttpHeaders.IF_NONE_MATCH) String ifNoneMatch) {
    Caller caller = Caller.of(http);
    if (format != null && !format.equals("json")) {
      throw new ApiException(
          ErrorCode.NOT_ACCEPTABLE, "Not acceptable", "The only format so far is json");
    }
    Duration time = longPoll.time(wait, prefer);
    return longPoll
        .read(caller.accountId(), id, time)
        .map(
            found -> {
              Response.ResponseBuilder answer = answer(http, found, ifNoneMatch);
              boolean preferred = wait == null && !time.isZero();
              return preferred
                  ? answer.header("Preference-Applied", "wait=" + time.toSeconds()).build()
                  : answer.build();
            });
  }

  private Response.ResponseBuilder answer(
      RoutingContext http, ScanReader.Found found, String ifNoneMatch) {
    return switch (found) {
      case ScanReader.Found.Running running -> Response.ok(running.answer());
      case ScanReader.Found.Ended ended -> ended(http, ended.answer(), ifNoneMatch);
    };
  }

  private Response.ResponseBuilder ended(
      RoutingContext http, FinishedScan scan, String ifNoneMatch) {
    // Set below the resource layer, where no-store was set for everything else.
    http.response().putHeader(HttpHeaders.CACHE_CONTROL, "private, no-cache");
    if (scan.matches(ifNoneMatch)) {
      uncounting.apply(http);
      return Response.notModified().header(HttpHeaders.ETAG, scan.etag());
    }
    return Response.ok(scan.body()).header(HttpHeaders.ETAG, scan.etag());
  }
}
