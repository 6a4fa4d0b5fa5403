package io.mcpscore.gateway.webhook;

import io.mcpscore.gateway.auth.Caller;
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

/** {@code /api/v1/webhooks}. */
@Path("/api/v1/webhooks")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Webhooks", description = "Events of scans, sent to receivers of yours.")
@SecurityRequirement(name = "apiKey")
public class WebhookResource {

  private static final String ASKED =
      """
      {"url": "https://hooks.example.com/mcpscore", "events": ["scan.complete", "scan.failed"]}\
      """;

  private static final String MADE =
      """
      {"id": "wh_02bZqz9pAyN3kqLm8RtUxW", "url": "https://hooks.example.com/mcpscore",
       "events": ["scan.complete", "scan.failed"], "createdAt": "2024-01-15T10:30:00Z"}\
      """;

  private final Webhooks webhooks;
  private final WebhookUrls urls;

  WebhookResource(Webhooks webhooks, WebhookUrls urls) {
    this.webhooks = webhooks;
    this.urls = urls;
  }

  /** Makes a receiver, or changes the one of the same URL. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "putWebhook",
      summary = "Have the end of every scan of the account told to a URL",
      description =
          "A URL that is there already gets the events that are named now. Scans that are answered"
              + " with an earlier result have no end, hence no event; requests with webhookUrl do.")
  @RequestBody(
      required = true,
      content =
          @Content(
              schema = @Schema(implementation = WebhookRequest.class),
              examples = @ExampleObject(name = "all", value = ASKED)))
  @APIResponse(
      responseCode = "200",
      description = "It was there, and has these events now",
      content = @Content(schema = @Schema(implementation = WebhookView.class)))
  @APIResponse(
      responseCode = "201",
      description = "It was made",
      content =
          @Content(
              schema = @Schema(implementation = WebhookView.class),
              examples = @ExampleObject(name = "all", value = MADE)))
  @APIResponse(
      responseCode = "400",
      description = "INVALID_REQUEST: no https URL of a public host, or no such event",
      content = @Content(schema = @Schema(implementation = ApiError.Body.class)))
  @APIResponse(responseCode = "401", description = "UNAUTHORIZED")
  @APIResponse(responseCode = "403", description = "API_ACCESS_REQUIRED")
  @APIResponse(
      responseCode = "409",
      description = "WEBHOOK_SECRET_REQUIRED, WEBHOOK_LIMIT_REACHED",
      content = @Content(schema = @Schema(implementation = ApiError.Body.class)))
  @APIResponse(responseCode = "413", description = "PAYLOAD_TOO_LARGE")
  @APIResponse(responseCode = "415", description = "UNSUPPORTED_MEDIA_TYPE")
  @APIResponse(responseCode = "429", description = "RATE_LIMIT_EXCEEDED")
  @APIResponse(responseCode = "503", description = "SERVICE_UNAVAILABLE")
  @Cancellable(false)
  public Uni<Response> put(@Context RoutingContext http) {
    return webhooks
        .put(Caller.of(http).accountId(), WebhookRequest.read(Body.of(http), urls))
        .map(made -> Response.status(made.isNew() ? 201 : 200).entity(made.webhook()).build());
  }

  /** Lists the receivers. */
  @GET
  @Operation(operationId = "listWebhooks", summary = "List the webhooks of the account")
  @APIResponse(
      responseCode = "200",
      description = "All of them, oldest first",
      content = @Content(schema = @Schema(implementation = WebhookView.Listing.class)))
  @APIResponse(responseCode = "401", description = "UNAUTHORIZED")
  @APIResponse(responseCode = "403", description = "API_ACCESS_REQUIRED")
  @APIResponse(responseCode = "429", description = "RATE_LIMIT_EXCEEDED")
  @APIResponse(responseCode = "503", description = "SERVICE_UNAVAILABLE")
  public Uni<WebhookView.Listing> list(@Context RoutingContext http) {
    return webhooks.list(Caller.of(http).accountId()).map(WebhookView.Listing::new);
  }

  /** Removes a receiver. */
  @DELETE
  @Path("/{id}")
  @Operation(
      operationId = "removeWebhook",
      summary = "Remove a webhook; what waits for it is given up")
  @APIResponse(responseCode = "204", description = "It is removed")
  @APIResponse(responseCode = "401", description = "UNAUTHORIZED")
  @APIResponse(responseCode = "403", description = "API_ACCESS_REQUIRED")
  @APIResponse(
      responseCode = "404",
      description = "WEBHOOK_NOT_FOUND",
      content = @Content(schema = @Schema(implementation = ApiError.Body.class)))
  @APIResponse(responseCode = "429", description = "RATE_LIMIT_EXCEEDED")
  @APIResponse(responseCode = "503", description = "SERVICE_UNAVAILABLE")
  @Cancellable(false)
  public Uni<Void> remove(
      @Context RoutingContext http,
      @Parameter(description = "Id of the webhook") @RestPath String id) {
    return webhooks.remove(Caller.of(http).accountId(), id);
  }
}
