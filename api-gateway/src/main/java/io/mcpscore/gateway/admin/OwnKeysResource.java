package io.mcpscore.gateway.admin;

import io.mcpscore.gateway.audit.Act;
import io.mcpscore.gateway.audit.Actor;
import io.mcpscore.gateway.audit.AuditLog;
import io.mcpscore.gateway.auth.Caller;
import io.mcpscore.gateway.auth.Role;
import io.mcpscore.gateway.http.Body;
import io.mcpscore.model.ApiError;
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
import java.util.function.Function;
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
import org.jboss.resteasy.reactive.server.Cancellable;

/** {@code /api/v1/keys}: keys of the caller's account, for people with the role admin. */
@Path("/api/v1/keys")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Keys", description = "Keys of your account; for people with the role admin.")
@SecurityRequirement(name = "apiKey")
public class OwnKeysResource {

  private static final String WISH =
      """
      {"name": "pipeline", "dailyLimit": 200, "expiresAt": "2030-01-15T10:30:00Z"}\
      """;

  private static final String MADE =
      """
      {"id": "key_12", "key": "mcp_sk_9fQ2…", "prefix": "mcp_sk_9fQ2", "name": "pipeline",
        "account": "payments", "tier": "team", "dailyLimit": 200,
        "createdAt": "2026-01-15T10:30:00Z", "expiresAt": "2030-01-15T10:30:00Z"}\
      """;

  private static final String LISTED =
      """
      {"keys": [{"id": "key_12", "prefix": "mcp_sk_9fQ2", "name": "pipeline",
        "account": "payments", "tier": "team", "dailyLimit": 200,
        "createdAt": "2026-01-15T10:30:00Z", "expiresAt": "2030-01-15T10:30:00Z",
        "lastUsedAt": "2026-01-20T08:00:00Z"}]}\
      """;

  private final KeyService service;
  private final AuditLog audit;
  private final Clock clock;

  OwnKeysResource(KeyService service, AuditLog audit, Clock clock) {
    this.service = service;
    this.audit = audit;
    this.clock = clock;
  }

  /** Makes a key and shows it this once. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "createOwnKey",
      summary = "Make an API key of your account; it is shown this once",
      description = "An account has at most 10 active keys. API keys may not manage keys.")
  @RequestBody(
      required = true,
      content =
          @Content(
              schema = @Schema(implementation = OwnKeyRequest.class),
              examples = @ExampleObject(name = "a key for a pipeline", value = WISH)))
  @APIResponse(
      responseCode = "201",
      description = "The key",
      content =
          @Content(
              schema = @Schema(implementation = KeyView.class),
              examples = @ExampleObject(name = "made", value = MADE)))
  @APIResponse(
      responseCode = "400",
      description = "INVALID_REQUEST",
      content = @Content(schema = @Schema(implementation = ApiError.Body.class)))
  @APIResponse(responseCode = "401", description = "UNAUTHORIZED")
  @APIResponse(
      responseCode = "403",
      description = "FORBIDDEN: an API key, or a person without the role admin",
      content = @Content(schema = @Schema(implementation = ApiError.Body.class)))
  @APIResponse(responseCode = "409", description = "KEY_LIMIT_REACHED")
  @APIResponse(responseCode = "413", description = "PAYLOAD_TOO_LARGE")
  @APIResponse(responseCode = "415", description = "UNSUPPORTED_MEDIA_TYPE")
  @APIResponse(responseCode = "429", description = "RATE_LIMIT_EXCEEDED")
  @Cancellable(false)
  public Uni<Response> create(@Context RoutingContext http) {
    return asAdmin(
        http,
        "key.create",
        caller ->
            service
                .create(
                    Actor.of(http, caller),
                    caller.accountId(),
                    OwnKeyRequest.read(Body.of(http), clock.instant()).wish())
                .map(key -> Response.status(Response.Status.CREATED).entity(key).build()));
  }

  /** Lists the account's keys. */
  @GET
  @Operation(operationId = "listOwnKeys", summary = "List the keys of your account")
  @APIResponse(
      responseCode = "200",
      description = "Oldest first, revoked ones included",
      content =
          @Content(
              schema = @Schema(implementation = KeyView.Listing.class),
              examples = @ExampleObject(name = "one key", value = LISTED)))
  @APIResponse(responseCode = "401", description = "UNAUTHORIZED")
  @APIResponse(
      responseCode = "403",
      description = "FORBIDDEN",
      content = @Content(schema = @Schema(implementation = ApiError.Body.class)))
  @APIResponse(responseCode = "429", description = "RATE_LIMIT_EXCEEDED")
  public Uni<KeyView.Listing> list(@Context RoutingContext http) {
    Caller caller = Caller.of(http);
    caller.require(Role.ADMIN);
    return service.list(caller.accountId());
  }

  /** Revokes a key of the account. */
  @DELETE
  @Path("/{id}")
  @Operation(
      operationId = "revokeOwnKey",
      summary = "Revoke a key of your account, at once and for good")
  @APIResponse(responseCode = "204", description = "Revoked, now or before")
  @APIResponse(responseCode = "401", description = "UNAUTHORIZED")
  @APIResponse(
      responseCode = "403",
      description = "FORBIDDEN",
      content = @Content(schema = @Schema(implementation = ApiError.Body.class)))
  @APIResponse(
      responseCode = "404",
      description = "NOT_FOUND",
      content = @Content(schema = @Schema(implementation = ApiError.Body.class)))
  @APIResponse(responseCode = "429", description = "RATE_LIMIT_EXCEEDED")
  @Cancellable(false)
  public Uni<Void> revoke(
      @Context RoutingContext http, @Parameter(description = "Id of the key") @RestPath String id) {
    return asAdmin(
        http,
        "key.revoke",
        caller -> service.revoke(Actor.of(http, caller), id, caller.accountId()));
  }

  /** Does something for an admin; that others tried is written down. */
  private <T> Uni<T> asAdmin(RoutingContext http, String action, Function<Caller, Uni<T>> work) {
    Caller caller = Caller.of(http);
    if (caller.role().includes(Role.ADMIN)) {
      return work.apply(caller);
    }
    Uni<T> refused =
        Uni.createFrom()
            .item(caller)
            .invoke(other -> other.require(Role.ADMIN))
            .map(none -> (T) null);
    return audit.watch(Actor.of(http, caller), new Act(action, null, null), refused);
  }
}
