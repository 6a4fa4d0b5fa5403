package io.mcpscore.gateway.submit;

import io.mcpscore.gateway.auth.Caller;
import io.mcpscore.gateway.auth.Charge;
import io.mcpscore.gateway.config.GitSettings;
import io.mcpscore.gateway.http.Body;
import io.mcpscore.model.ApiError;
import io.mcpscore.model.Json;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.server.Cancellable;

/** {@code POST /api/v1/scan}. */
@Path("/api/v1/scan")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Scans")
@SecurityRequirement(name = "apiKey")
public class SubmitResource {

  private final Submission submission;
  private final GitSettings git;
  private final QueueLimits limits;
  private final SubmissionMetrics metrics;

  SubmitResource(
      Submission submission, GitSettings git, QueueLimits limits, SubmissionMetrics metrics) {
    this.submission = submission;
    this.git = git;
    this.limits = limits;
    this.metrics = metrics;
  }

  /** Asks for a scan of a repository; goes on to its end when the client has hung up. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "submitScan",
      summary = "Ask for a scan of a repository, or of an archive",
      description =
          "An archive is a ZIP or .tar.gz file, sent as a form or as the whole body; the options of"
              + " the latter are query parameters, which mean nothing beside JSON. Its URL is"
              + " upload: and its name. It is kept until the scan ends, and its result is for the"
              + " caller's account alone.")
  @Parameter(
      name = "name",
      in = ParameterIn.QUERY,
      description = "Of an archive; see UploadForm",
      schema = @Schema(type = SchemaType.STRING))
  @Parameter(
      name = "path",
      in = ParameterIn.QUERY,
      description = "Of an archive",
      schema = @Schema(type = SchemaType.STRING))
  @Parameter(
      name = "enableAI",
      in = ParameterIn.QUERY,
      description = "Of an archive",
      schema = @Schema(type = SchemaType.BOOLEAN))
  @Parameter(
      name = "forceRefresh",
      in = ParameterIn.QUERY,
      description = "Of an archive",
      schema = @Schema(type = SchemaType.BOOLEAN))
  @Parameter(
      name = "webhookUrl",
      in = ParameterIn.QUERY,
      description = "Of an archive",
      schema = @Schema(type = SchemaType.STRING))
  @RequestBody(
      required = true,
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = SubmitBody.class)),
        @Content(
            mediaType = MediaType.MULTIPART_FORM_DATA,
            schema = @Schema(implementation = UploadFormSchema.class)),
        @Content(
            mediaType = "application/zip",
            schema = @Schema(type = SchemaType.STRING, format = "binary")),
        @Content(
            mediaType = "application/gzip",
            schema = @Schema(type = SchemaType.STRING, format = "binary"))
      })
  @APIResponse(
      responseCode = "200",
      description = "A result of the last 24 hours, or the caller's scan that is running already",
      content = @Content(schema = @Schema(implementation = Submitted.class)))
  @APIResponse(
      responseCode = "201",
      description = "A scan was queued",
      headers =
          @Header(
              name = "Location",
              description = "Path of the scan",
              required = true,
              schema = @Schema(implementation = String.class)),
      content = @Content(schema = @Schema(implementation = Submitted.class)))
  @APIResponse(
      responseCode = "400",
      description = "INVALID_URL, INVALID_REQUEST, INVALID_ARCHIVE",
      content = @Content(schema = @Schema(implementation = ApiError.Body.class)))
  @APIResponse(responseCode = "401", description = "UNAUTHORIZED")
  @APIResponse(responseCode = "403", description = "PRIVATE_REPO, API_ACCESS_REQUIRED")
  @APIResponse(responseCode = "404", description = "REPO_NOT_FOUND")
  @APIResponse(
      responseCode = "409",
      description = "IDEMPOTENCY_CONFLICT, WEBHOOK_SECRET_REQUIRED, WEBHOOK_LIMIT_REACHED",
      content = @Content(schema = @Schema(implementation = ApiError.Body.class)))
  @APIResponse(responseCode = "413", description = "PAYLOAD_TOO_LARGE")
  @APIResponse(responseCode = "415", description = "UNSUPPORTED_MEDIA_TYPE")
  @APIResponse(responseCode = "422", description = "IDEMPOTENCY_KEY_REUSED")
  @APIResponse(
      responseCode = "429",
      description =
          "RATE_LIMIT_EXCEEDED: the day is used up; QUEUE_LIMIT_EXCEEDED: the account has as many"
              + " unfinished scans as it may",
      headers =
          @Header(
              name = "Retry-After",
              description = "Seconds",
              schema = @Schema(implementation = Integer.class)),
      content = @Content(schema = @Schema(implementation = ApiError.Body.class)))
  @APIResponse(responseCode = "500", description = "INTERNAL_ERROR")
  @APIResponse(responseCode = "503", description = "SERVICE_UNAVAILABLE")
  @Cancellable(false)
  public Uni<Response> submit(
      @Context RoutingContext http, @RestHeader("Idempotency-Key") String idempotencyKey) {
    Caller caller = Caller.of(http);
    Asker asker = new Asker(caller.accountId(), limits.of(caller), false, Charge.NONE);
    ScanRequest request = ScanRequest.read(Body.of(http), git.hosts());
    return submission
        .submit(asker, request, idempotencyKey)
        .invoke(metrics::count)
        .map(SubmitResource::answer);
  }

  /** The answer to a wish. */
  static Response answer(Outcome outcome) {
    Response.ResponseBuilder answer =
        Response.status(outcome.status()).entity(Json.write(outcome.body()));
    return outcome.status() == 201
        ? answer.header("Location", "/api/v1/scan/" + outcome.body().id()).build()
        : answer.build();
  }
}
