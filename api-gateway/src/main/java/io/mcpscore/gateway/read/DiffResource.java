package io.mcpscore.gateway.read;

import io.mcpscore.gateway.auth.Caller;
import io.mcpscore.gateway.auth.FinalAnswers;
import io.mcpscore.model.ApiError;
import io.mcpscore.report.diff.ScanDiff;
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

/** {@code GET /api/v1/scan/{id}/diff/{other}}. */
@Path("/api/v1/scan/{id}/diff/{other}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Scans")
@SecurityRequirement(name = "apiKey")
public class DiffResource {

  private final MadeOfScans scans;
  private final FinalAnswers answers;

  DiffResource(MadeOfScans scans, FinalAnswers answers) {
    this.scans = scans;
    this.answers = answers;
  }

  /** Answers with what changed from the first scan to the second. */
  @GET
  @Operation(
      operationId = "compareScans",
      summary = "What changed from one scan to another",
      description =
          "Findings by fingerprint, points finding by finding, tools, prompts and resources;"
              + " rugPull names each change behind a name that somebody may have approved.")
  @APIResponse(
      responseCode = "200",
      description = "The difference, which never changes",
      headers =
          @Header(name = "ETag", required = true, schema = @Schema(implementation = String.class)),
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ScanDiff.class)))
  @APIResponse(responseCode = "304", description = "The difference you have; not counted")
  @APIResponse(responseCode = "401", description = "UNAUTHORIZED")
  @APIResponse(
      responseCode = "404",
      description = "SCAN_NOT_FOUND, for either scan",
      content = @Content(schema = @Schema(implementation = ApiError.Body.class)))
  @APIResponse(
      responseCode = "409",
      description = "SCAN_NOT_COMPLETE, for either scan",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ApiError.Body.class),
              examples =
                  @ExampleObject(
                      name = "running",
                      value =
                          "{\"error\":{\"code\":\"SCAN_NOT_COMPLETE\","
                              + "\"message\":\"Scan not complete\"}}")))
  @APIResponse(responseCode = "429", description = "RATE_LIMIT_EXCEEDED")
  public Uni<Response> compare(
      @Context RoutingContext http,
      @Parameter(description = "The earlier scan") @RestPath String id,
      @Parameter(description = "The later scan") @RestPath String other,
      @RestHeader(HttpHeaders.IF_NONE_MATCH) String ifNoneMatch) {
    return scans
        .diff(Caller.of(http).accountId(), id, other)
        .map(diff -> answers.of(http, diff, MediaType.APPLICATION_JSON, ifNoneMatch).build());
  }
}
