package io.mcpscore.gateway.usage;

import io.mcpscore.gateway.auth.Caller;
import io.mcpscore.model.ApiError;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code GET /api/v1/usage}. */
@Path("/api/v1/usage")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Usage")
@SecurityRequirement(name = "apiKey")
public class UsageResource {

  private static final String USAGE =
      """
      {"account": "payments", "tier": "team", "dailyLimit": 500,
       "today": {"date": "2026-01-15", "requests": 130, "resetsAt": "2026-01-16T00:00:00Z"},
       "keys": [{"id": "key_12", "name": "pipeline", "prefix": "mcp_sk_9fQ2", "requests": 118,
         "limit": 200}],
       "people": [{"id": "person_7", "requests": 12, "limit": 500}],
       "days": [{"date": "2026-01-15", "requests": 130}, {"date": "2026-01-14", "requests": 96}],
       "queue": {"unfinished": 3, "limit": 250}}\
      """;

  private final UsageReader reader;

  UsageResource(UsageReader reader) {
    this.reader = reader;
  }

  /** Tells the caller's account what it used. */
  @GET
  @Operation(
      operationId = "getUsage",
      summary = "What your account used today and in the last 30 days",
      description =
          "Limits are counted for each key and person, per UTC day. Today's counts include this"
              + " request; those of past days may lack the last seconds before an outage.")
  @APIResponse(
      responseCode = "200",
      description = "The use",
      content =
          @Content(
              schema = @Schema(implementation = UsageView.class),
              examples = @ExampleObject(name = "an account", value = USAGE)))
  @APIResponse(
      responseCode = "401",
      description = "UNAUTHORIZED",
      content = @Content(schema = @Schema(implementation = ApiError.Body.class)))
  @APIResponse(responseCode = "403", description = "API_ACCESS_REQUIRED, ACCOUNT_REQUIRED")
  @APIResponse(responseCode = "429", description = "RATE_LIMIT_EXCEEDED")
  public Uni<UsageView> read(@Context RoutingContext http) {
    return reader.read(Caller.of(http));
  }
}
