package io.mcpscore.gateway.submit;

import io.mcpscore.gateway.auth.Caller;
import io.mcpscore.gateway.auth.ScanCharges;
import io.mcpscore.gateway.config.BatchSettings;
import io.mcpscore.gateway.http.Body;
import io.mcpscore.model.ApiError;
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
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.server.Cancellable;

/** {@code POST /api/v1/scans}. */
@Path("/api/v1/scans")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Scans")
@SecurityRequirement(name = "apiKey")
public class BatchSubmitResource {

  private static final String ASKED =
      """
      {"urls": ["https://github.com/modelcontextprotocol/servers", "https://example.org/x"]}\
      """;

  private static final String ANSWERED =
      """
      {"id": "batch_02bZqz9pB0XKj7hQ4aVwTe", "total": 2, "accepted": 1, "refused": 1, "items": [
        {"status": 201, "scan": {"id": "scan_02bZqz9pAyN3kqLm8RtUxW", "status": "pending",
          "url": "https://github.com/modelcontextprotocol/servers", "cached": false}},
        {"status": 400, "error": {"code": "INVALID_URL", "message": "Invalid GitHub URL provided",
          "details": "URL must be a valid GitHub repository URL"}}]}\
      """;

  private final BatchSubmission submission;
  private final BatchSettings settings;
  private final QueueLimits limits;
  private final ScanCharges charges;

  BatchSubmitResource(
      BatchSubmission submission, BatchSettings settings, QueueLimits limits, ScanCharges charges) {
    this.submission = submission;
    this.settings = settings;
    this.limits = limits;
    this.charges = charges;
  }

  /** Asks for scans of many repositories; goes on to its end when the client has hung up. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "submitScans",
      summary = "Ask for scans of up to 1,000 repositories",
      description =
          "Each URL gets, in order, what a request for it alone would get: a scan or an error."
              + " Every new scan counts as one request of the day; earlier results, running scans"
              + " and refusals cost nothing beyond the request itself. Scans of a batch give way to"
              + " scans that were asked for singly.")
  @RequestBody(
      required = true,
      content =
          @Content(
              schema = @Schema(implementation = BatchBody.class),
              examples = @ExampleObject(name = "two", value = ASKED)))
  @APIResponse(
      responseCode = "201",
      description =
          "What became of each URL. An item's error is one of INVALID_URL, PRIVATE_REPO,"
              + " REPO_NOT_FOUND, RATE_LIMIT_EXCEEDED, QUEUE_LIMIT_EXCEEDED, SERVICE_UNAVAILABLE,"
              + " INTERNAL_ERROR.",
      headers =
          @Header(
              name = "Location",
              description = "Path of the batch",
              required = true,
              schema = @Schema(implementation = String.class)),
      content =
          @Content(
              schema = @Schema(implementation = BatchAnswer.class),
              examples = @ExampleObject(name = "two", value = ANSWERED)))
  @APIResponse(
      responseCode = "400",
      description = "INVALID_REQUEST: no list of 1 to 1,000 strings, or an option that cannot be",
      content = @Content(schema = @Schema(implementation = ApiError.Body.class)))
  @APIResponse(responseCode = "401", description = "UNAUTHORIZED")
  @APIResponse(responseCode = "403", description = "API_ACCESS_REQUIRED")
  @APIResponse(
      responseCode = "409",
      description = "IDEMPOTENCY_CONFLICT, WEBHOOK_SECRET_REQUIRED",
      content = @Content(schema = @Schema(implementation = ApiError.Body.class)))
  @APIResponse(responseCode = "413", description = "PAYLOAD_TOO_LARGE")
  @APIResponse(responseCode = "415", description = "UNSUPPORTED_MEDIA_TYPE")
  @APIResponse(responseCode = "422", description = "IDEMPOTENCY_KEY_REUSED")
  @APIResponse(responseCode = "429", description = "RATE_LIMIT_EXCEEDED")
  @APIResponse(responseCode = "500", description = "INTERNAL_ERROR")
  @APIResponse(responseCode = "503", description = "SERVICE_UNAVAILABLE")
  @Cancellable(false)
  public Uni<Response> submit(
      @Context RoutingContext http, @RestHeader("Idempotency-Key") String idempotencyKey) {
    Caller caller = Caller.of(http);
    ScanCharges.Counted charge = charges.of(http);
    Asker asker = new Asker(caller.accountId(), limits.of(caller), true, charge);
    BatchRequest request = BatchRequest.read(Body.of(http), settings.maxUrls());
    return submission
        .submit(asker, request, idempotencyKey)
        .map(
            answer -> {
              charge.tell(http);
              return Response.status(Response.Status.CREATED)
                  .entity(answer)
                  .header("Location", "/api/v1/batches/" + answer.id())
                  .build();
            });
  }
}
