package io.mcpscore.gateway.read;

import io.mcpscore.gateway.auth.Caller;
import io.mcpscore.gateway.auth.FinalAnswers;
import io.mcpscore.gateway.http.PageSize;
import io.mcpscore.gateway.http.Tagged;
import io.mcpscore.model.ApiError;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** {@code GET /api/v1/batches/{id}}. */
@Path("/api/v1/batches/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Scans")
@SecurityRequirement(name = "apiKey")
public class BatchResource {

  private static final int DEFAULT_LIMIT = 100;
  private static final int MAX_LIMIT = 1000;

  private static final String EXAMPLE =
      """
      {"id": "batch_02bZqz9pB0XKj7hQ4aVwTe", "createdAt": "2024-01-15T10:30:00Z", "total": 2,
        "done": false,
        "counts": {"pending": 1, "analyzing": 0, "complete": 0, "failed": 0, "refused": 1},
        "items": [
          {"index": 0, "id": "scan_02bZqz9pAyN3kqLm8RtUxW", "status": "pending",
            "url": "https://github.com/modelcontextprotocol/servers", "cached": false},
          {"index": 1, "status": "refused", "cached": false, "error": {"code": "INVALID_URL",
            "message": "Invalid GitHub URL provided",
            "details": "URL must be a valid GitHub repository URL"}}],
        "nextCursor": null}\
      """;

  private static final String ABSENT =
      """
      {"error": {"code": "BATCH_NOT_FOUND", "message": "Batch not found",
        "details": "There is no such batch in this account"}}\
      """;

  private final BatchReader reader;
  private final FinalAnswers answers;

  BatchResource(BatchReader reader, FinalAnswers answers) {
    this.reader = reader;
    this.answers = answers;
  }

  /** Answers with how far a batch is. */
  @GET
  @Operation(
      operationId = "getBatch",
      summary = "Read how far a batch is",
      description =
          "Counts of the whole batch and one page of its items. The ETag stays the same while"
              + " nothing changes, so that asking again with If-None-Match costs nothing.")
  @APIResponse(
      responseCode = "200",
      description = "The batch",
      headers =
          @Header(name = "ETag", required = true, schema = @Schema(implementation = String.class)),
      content =
          @Content(
              schema = @Schema(implementation = BatchView.class),
              examples = @ExampleObject(name = "begun", value = EXAMPLE)))
  @APIResponse(responseCode = "304", description = "Nothing has changed; not counted")
  @APIResponse(responseCode = "400", description = "INVALID_REQUEST, INVALID_CURSOR")
  @APIResponse(responseCode = "401", description = "UNAUTHORIZED")
  @APIResponse(
      responseCode = "404",
      description = "BATCH_NOT_FOUND, for another account's batch too",
      content =
          @Content(
              schema = @Schema(implementation = ApiError.Body.class),
              examples = @ExampleObject(name = "absent", value = ABSENT)))
  @APIResponse(responseCode = "429", description = "RATE_LIMIT_EXCEEDED")
  @APIResponse(responseCode = "503", description = "SERVICE_UNAVAILABLE")
  public Uni<Response> read(
      @Context RoutingContext http,
      @Parameter(description = "Id of a batch") @RestPath String id,
      @Parameter(description = "Items on a page, 1 to 1000; default 100") @RestQuery String limit,
      @Parameter(description = "nextCursor of the page before") @RestQuery String cursor,
      @RestHeader(HttpHeaders.IF_NONE_MATCH) String ifNoneMatch) {
    long accountId = Caller.of(http).accountId();
    return reader
        .read(accountId, id, BatchCursor.read(cursor), PageSize.of(limit, DEFAULT_LIMIT, MAX_LIMIT))
        .map(
            batch ->
                answers
                    .of(http, Tagged.json(batch), MediaType.APPLICATION_JSON, ifNoneMatch)
                    .build());
  }
}
