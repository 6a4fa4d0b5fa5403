package io.mcpscore.gateway.admin;

import io.mcpscore.gateway.audit.Actor;
import io.mcpscore.gateway.auth.AdminFilter;
import io.mcpscore.gateway.http.ApiException;
import io.mcpscore.gateway.http.Body;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Administration of keys, with the operator's token. */
@Path("/admin/v1/keys")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Administration", description = "For operators; needs mcpscore.admin.token.")
@SecurityRequirement(name = "adminToken")
public class KeyResource {

  private static final String WISH =
      """
      {"account": "payments", "tier": "team", "name": "pipeline", "dailyLimit": 200,
        "expiresAt": "2030-01-15T10:30:00Z"}\
      """;

  private final KeyService service;
  private final Clock clock;

  KeyResource(KeyService service, Clock clock) {
    this.service = service;
    this.clock = clock;
  }

  /** Makes a key and shows it this once. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(operationId = "createKey", summary = "Make an API key; it is shown this once")
  @RequestBody(
      required = true,
      content =
          @Content(
              schema = @Schema(implementation = CreateKeyRequest.class),
              examples = @ExampleObject(name = "a key for a pipeline", value = WISH)))
  @APIResponse(
      responseCode = "201",
      description = "The key",
      content = @Content(schema = @Schema(implementation = KeyView.class)))
  @APIResponse(responseCode = "400", description = "INVALID_REQUEST")
  @APIResponse(responseCode = "401", description = "UNAUTHORIZED")
  @APIResponse(responseCode = "409", description = "KEY_LIMIT_REACHED")
  @Cancellable(false)
  public Uni<Response> create(@Context RoutingContext http) {
    AdminFilter.require(http);
    return service
        .create(Actor.operator(http), CreateKeyRequest.read(Body.of(http), clock.instant()))
        .map(key -> Response.status(Response.Status.CREATED).entity(key).build());
  }

  /** Lists the keys of an account. */
  @GET
  @Operation(operationId = "listKeys", summary = "List the keys of an account")
  @APIResponse(
      responseCode = "200",
      description = "Oldest first",
      content = @Content(schema = @Schema(implementation = KeyView.Listing.class)))
  @APIResponse(responseCode = "400", description = "INVALID_REQUEST")
  @APIResponse(responseCode = "401", description = "UNAUTHORIZED")
  public Uni<KeyView.Listing> list(
      @Context RoutingContext http,
      @Parameter(description = "Name of the account", required = true) @RestQuery String account) {
    AdminFilter.require(http);
    if (account == null || account.isBlank()) {
      throw ApiException.invalidRequest("The query parameter account is required");
    }
    return service.list(account);
  }

  /** Revokes a key. */
  @DELETE
  @Path("/{id}")
  @Operation(operationId = "revokeKey", summary = "Revoke a key, at once and for good")
  @APIResponse(responseCode = "204", description = "Revoked, now or before")
  @APIResponse(responseCode = "401", description = "UNAUTHORIZED")
  @APIResponse(responseCode = "404", description = "NOT_FOUND")
  @Cancellable(false)
  public Uni<Void> revoke(
      @Context RoutingContext http, @Parameter(description = "Id of a key") @RestPath String id) {
    AdminFilter.require(http);
    return service.revoke(Actor.operator(http), id);
  }
}
