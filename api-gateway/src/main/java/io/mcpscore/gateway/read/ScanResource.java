package io.mcpscore.gateway.read;

import io.mcpscore.gateway.auth.Caller;
import io.mcpscore.gateway.auth.FinalAnswers;
import io.mcpscore.gateway.http.Tagged;
import io.mcpscore.model.ApiError;
import io.mcpscore.report.ReportFormat;
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
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
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
@Produces(MediaType.WILDCARD)
@Tag(name = "Scans")
@SecurityRequirement(name = "apiKey")
public class ScanResource {

  private final LongPoll longPoll;
  private final MadeOfScans scans;
  private final FinalAnswers answers;

  ScanResource(LongPoll longPoll, MadeOfScans scans, FinalAnswers answers) {
    this.longPoll = longPoll;
    this.scans = scans;
    this.answers = answers;
  }

  /** Answers with a scan's state or, once it has ended, its result. */
  @GET
  @Operation(
      operationId = "getScan",
      summary = "Read one scan, and wait for it if wanted",
      description =
          "JSON for every scan; the other forms for complete ones alone. Each form has an ETag of"
              + " its own.")
  @APIResponse(
      responseCode = "200",
      description = "Pending, analyzing, complete or failed",
      headers = {
        @Header(name = "ETag", schema = @Schema(implementation = String.class)),
        @Header(name = "Vary", schema = @Schema(implementation = String.class))
      },
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(oneOf = {CompleteScanSchema.class, UnfinishedScan.class})),
        @Content(mediaType = "application/sarif+json", schema = @Schema(type = SchemaType.OBJECT)),
        @Content(
            mediaType = "application/vnd.cyclonedx+json",
            schema = @Schema(type = SchemaType.OBJECT)),
        @Content(mediaType = "text/html", schema = @Schema(type = SchemaType.STRING)),
        @Content(mediaType = "text/markdown", schema = @Schema(type = SchemaType.STRING))
      })
  @APIResponse(responseCode = "304", description = "The finished scan you have; not counted")
  @APIResponse(responseCode = "400", description = "INVALID_REQUEST")
  @APIResponse(responseCode = "401", description = "UNAUTHORIZED")
  @APIResponse(responseCode = "404", description = "SCAN_NOT_FOUND")
  @APIResponse(responseCode = "406", description = "NOT_ACCEPTABLE")
  @APIResponse(
      responseCode = "409",
      description = "SCAN_NOT_COMPLETE: a running or failed scan has no form but JSON",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ApiError.Body.class)))
  @APIResponse(responseCode = "429", description = "RATE_LIMIT_EXCEEDED")
  public Uni<Response> read(
      @Context RoutingContext http,
      @Parameter(description = "Id of a scan") @RestPath String id,
      @Parameter(description = "Seconds to wait for the end, at most 60") @RestQuery String wait,
      @Parameter(
              description = "In the place of the header Accept",
              schema = @Schema(enumeration = {"json", "sarif", "cyclonedx", "html", "markdown"}))
          @RestQuery
          String format,
      @RestHeader("Prefer") String prefer,
      @RestHeader(HttpHeaders.IF_NONE_MATCH) String ifNoneMatch) {
    long accountId = Caller.of(http).accountId();
    http.response().putHeader(HttpHeaders.VARY, "Accept");
    Wanted wanted = Wanted.of(format, http.parsedHeaders().accept());
    Duration time = longPoll.time(wait, prefer);
    return longPoll
        .read(accountId, id, time)
        .chain(found -> answer(http, found, accountId, id, wanted, ifNoneMatch))
        .map(
            answer -> {
              boolean preferred = wait == null && !time.isZero();
              return preferred
                  ? answer.header("Preference-Applied", "wait=" + time.toSeconds()).build()
                  : answer.build();
            });
  }

  private Uni<Response.ResponseBuilder> answer(
      RoutingContext http,
      ScanReader.Found found,
      long accountId,
      String id,
      Wanted wanted,
      String ifNoneMatch) {
    if (found instanceof ScanReader.Found.Ended(FinishedScan scan)
        && scan.complete()
        && wanted.form() != ReportFormat.JSON) {
      return scans
          .form(accountId, id, scan, wanted.form())
          .map(made -> form(http, made, wanted.form(), ifNoneMatch));
    }
    if (!wanted.jsonWillDo()) {
      throw MadeOfScans.notComplete();
    }
    return Uni.createFrom()
        .item(
            switch (found) {
              case ScanReader.Found.Running running ->
                  Response.ok(running.answer(), MediaType.APPLICATION_JSON_TYPE);
              case ScanReader.Found.Ended ended ->
                  answers.of(
                      http, ended.answer().answer(), MediaType.APPLICATION_JSON, ifNoneMatch);
            });
  }

  private Response.ResponseBuilder form(
      RoutingContext http, Tagged made, ReportFormat form, String ifNoneMatch) {
    form.contentSecurityPolicy()
        .ifPresent(policy -> http.response().putHeader("Content-Security-Policy", policy));
    return answers.of(http, made, form.contentType(), ifNoneMatch);
  }
}
