package io.mcpscore.gateway.checks;

import io.mcpscore.catalogue.Catalogue;
import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.gateway.auth.Caller;
import io.mcpscore.gateway.auth.FinalAnswers;
import io.mcpscore.gateway.http.ApiException;
import io.mcpscore.gateway.http.Tagged;
import io.mcpscore.model.ApiError;
import io.mcpscore.model.ErrorCode;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.stream.Collectors;
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

/** {@code GET /api/v1/checks} and {@code GET /api/v1/checks/{id}}. */
@Path("/api/v1/checks")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Checks")
@SecurityRequirement(name = "apiKey")
@NonBlocking
public class ChecksResource {

  private static final Tagged LIST = Tagged.json(CheckList.of(Catalogue.all()));
  private static final Map<String, Tagged> ENTRIES =
      Catalogue.all().stream().collect(Collectors.toMap(CheckInfo::id, Tagged::json));

  private final FinalAnswers answers;

  ChecksResource(FinalAnswers answers) {
    this.answers = answers;
  }

  /** Lists the checks. */
  @GET
  @Operation(operationId = "listChecks", summary = "List all checks")
  @APIResponse(
      responseCode = "200",
      description = "Every check, in the order of the documentation",
      headers =
          @Header(name = "ETag", required = true, schema = @Schema(implementation = String.class)),
      content = @Content(schema = @Schema(implementation = CheckList.class)))
  @APIResponse(responseCode = "304", description = "The list you have; not counted")
  @APIResponse(responseCode = "401", description = "UNAUTHORIZED")
  @APIResponse(responseCode = "429", description = "RATE_LIMIT_EXCEEDED")
  public Response list(
      @Context RoutingContext http, @RestHeader(HttpHeaders.IF_NONE_MATCH) String ifNoneMatch) {
    return answer(http, LIST, ifNoneMatch);
  }

  /** Explains a check. */
  @GET
  @Path("/{id}")
  @Operation(operationId = "getCheck", summary = "Explain one check, with examples")
  @APIResponse(
      responseCode = "200",
      description = "What it looks for, why, what to do, and code that is found and that is not",
      headers =
          @Header(name = "ETag", required = true, schema = @Schema(implementation = String.class)),
      content = @Content(schema = @Schema(implementation = CheckInfo.class)))
  @APIResponse(responseCode = "304", description = "The entry you have; not counted")
  @APIResponse(responseCode = "401", description = "UNAUTHORIZED")
  @APIResponse(
      responseCode = "404",
      description = "CHECK_NOT_FOUND",
      content =
          @Content(
              schema = @Schema(implementation = ApiError.Body.class),
              examples =
                  @ExampleObject(
                      name = "unknown",
                      value =
                          "{\"error\":{\"code\":\"CHECK_NOT_FOUND\","
                              + "\"message\":\"Check not found\","
                              + "\"details\":\"GET /api/v1/checks lists the checks\"}}")))
  @APIResponse(responseCode = "429", description = "RATE_LIMIT_EXCEEDED")
  public Response get(
      @Context RoutingContext http,
      @Parameter(description = "Id of a check", example = "rce-eval") @RestPath String id,
      @RestHeader(HttpHeaders.IF_NONE_MATCH) String ifNoneMatch) {
    Tagged entry = ENTRIES.get(id);
    if (entry == null) {
      throw new ApiException(
          ErrorCode.CHECK_NOT_FOUND, "Check not found", "GET /api/v1/checks lists the checks");
    }
    return answer(http, entry, ifNoneMatch);
  }

  private Response answer(RoutingContext http, Tagged body, String ifNoneMatch) {
    Caller.of(http);
    return answers.of(http, body, MediaType.APPLICATION_JSON, ifNoneMatch).build();
  }
}
