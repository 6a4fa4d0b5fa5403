package io.mcpscore.gateway.webhook;

import io.mcpscore.gateway.auth.Caller;
import io.mcpscore.gateway.http.Body;
import io.mcpscore.model.ApiError;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.Cancellable;

/** {@code /api/v1/webhooks/secret}. */
@Path("/api/v1/webhooks/secret")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Webhooks")
@SecurityRequirement(name = "apiKey")
public class SecretResource {

  private static final String MADE =
      """
      {"secret": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwmfKQ9r8GKYo=",
       "createdAt": "2024-01-15T10:30:00Z", "previousUntil": "2024-01-16T10:30:00Z"}\
      """;

  private final Secrets secrets;

  SecretResource(Secrets secrets) {
    this.secrets = secrets;
  }

  /**
   * The body of a wish for a new secret, for the description of the API.
   *
   * @param revokePrevious whether the secret before signs nothing any more, at once
   */
  @Schema(name = "WebhookSecretRequest")
  record SecretBody(@Schema(defaultValue = "false") boolean revokePrevious) {}

  /** Makes a new secret and shows it this once. */
  @POST
  @Operation(
      operationId = "renewWebhookSecret",
      summary = "Make a new secret that events are signed with; it is shown this once",
      description =
          "For a day, events carry a second signature, made with the secret before; with"
              + " revokePrevious they do not. The body may be left out.")
  @RequestBody(
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = SecretBody.class)))
  @APIResponse(
      responseCode = "201",
      description = "The secret",
      content =
          @Content(
              schema = @Schema(implementation = SecretView.class),
              examples = @ExampleObject(name = "made", value = MADE)))
  @APIResponse(
      responseCode = "400",
      description = "INVALID_REQUEST",
      content = @Content(schema = @Schema(implementation = ApiError.Body.class)))
  @APIResponse(responseCode = "401", description = "UNAUTHORIZED")
  @APIResponse(responseCode = "403", description = "API_ACCESS_REQUIRED")
  @APIResponse(responseCode = "413", description = "PAYLOAD_TOO_LARGE")
  @APIResponse(responseCode = "429", description = "RATE_LIMIT_EXCEEDED")
  @APIResponse(responseCode = "503", description = "SERVICE_UNAVAILABLE")
  @Cancellable(false)
  public Uni<Response> renew(@Context RoutingContext http) {
    long accountId = Caller.of(http).accountId();
    byte[] body = Body.of(http);
    boolean atOnce =
        body != null
            && body.length > 0
            && Body.read(body, Set.of("revokePrevious")).flag("revokePrevious", false);
    return secrets
        .renew(accountId, atOnce)
        .map(made -> Response.status(Response.Status.CREATED).entity(made).build());
  }

  /** Tells when the secret was made. */
  @GET
  @Operation(
      operationId = "getWebhookSecret",
      summary = "When the present secret was made; never the secret itself")
  @APIResponse(
      responseCode = "200",
      description = "Its times",
      content = @Content(schema = @Schema(implementation = SecretView.class)))
  @APIResponse(responseCode = "401", description = "UNAUTHORIZED")
  @APIResponse(responseCode = "403", description = "API_ACCESS_REQUIRED")
  @APIResponse(
      responseCode = "409",
      description = "WEBHOOK_SECRET_REQUIRED: there is none yet",
      content = @Content(schema = @Schema(implementation = ApiError.Body.class)))
  @APIResponse(responseCode = "429", description = "RATE_LIMIT_EXCEEDED")
  @APIResponse(responseCode = "503", description = "SERVICE_UNAVAILABLE")
  public Uni<SecretView> find(@Context RoutingContext http) {
    return secrets.find(Caller.of(http).accountId());
  }
}
