package io.mcpscore.gateway.webhook;

import io.mcpscore.gateway.auth.Caller;
import io.mcpscore.gateway.http.ApiException;
import io.mcpscore.gateway.http.PageSize;
import io.mcpscore.model.ApiError;
import io.mcpscore.model.ScanId;
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
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.server.Cancellable;

/** {@code /api/v1/webhooks/deliveries}. */
@Path("/api/v1/webhooks/deliveries")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Webhooks")
@SecurityRequirement(name = "apiKey")
public class DeliveryResource {

  private static final Set<String> STATES = Set.of("pending", "delivered", "failed");

  private static final String SHOWN =
      """
      {"id": "evt_018d0c6b7f40a1b2c3d4e5f60718293a", "event": "scan.complete",
       "scanId": "scan_02bZqz9pAyN3kqLm8RtUxW", "url": "https://hooks.example.com/mcpscore",
       "state": "pending", "createdAt": "2024-01-15T10:30:00Z",
       "nextAttemptAt": "2024-01-15T10:30:21Z", "attempts": [
         {"number": 1, "at": "2024-01-15T10:30:00Z", "millis": 212, "status": 503,
          "error": "status"}]}\
      """;

  private final DeliveryLog log;

  DeliveryResource(DeliveryLog log) {
    this.log = log;
  }

  /** Lists events and what became of them. */
  @GET
  @Operation(
      operationId = "listWebhookDeliveries",
      summary = "List events and the attempts to deliver them, newest first",
      description = "Nothing of what a receiver answered is kept but its status.")
  @APIResponse(
      responseCode = "200",
      description = "A page",
      content = @Content(schema = @Schema(implementation = DeliveryView.Page.class)))
  @APIResponse(
      responseCode = "400",
      description = "INVALID_REQUEST, INVALID_CURSOR",
      content = @Content(schema = @Schema(implementation = ApiError.Body.class)))
  @APIResponse(responseCode = "401", description = "UNAUTHORIZED")
  @APIResponse(responseCode = "403", description = "API_ACCESS_REQUIRED")
  @APIResponse(responseCode = "429", description = "RATE_LIMIT_EXCEEDED")
  @APIResponse(responseCode = "503", description = "SERVICE_UNAVAILABLE")
  public Uni<DeliveryView.Page> list(
      @Context RoutingContext http,
      @Parameter(description = "Id of the scan that they are about") @RestQuery String scan,
      @Parameter(
              description = "What became of them",
              schema = @Schema(enumeration = {"pending", "delivered", "failed"}))
          @RestQuery
          String state,
      @Parameter(description = "1 to 100, 20 if absent") @RestQuery String limit,
      @RestQuery String cursor) {
    if (scan != null && !ScanId.isValid(scan)) {
      throw ApiException.invalidRequest("scan must be the id of a scan");
    }
    if (state != null && !STATES.contains(state)) {
      throw ApiException.invalidRequest("state must be pending, delivered or failed");
    }
    return log.page(
        Caller.of(http).accountId(), DeliveryId.cursor(cursor), scan, state, PageSize.of(limit));
  }

  /** Shows one event. */
  @GET
  @Path("/{id}")
  @Operation(operationId = "getWebhookDelivery", summary = "What became of one event")
  @APIResponse(
      responseCode = "200",
      description = "The event",
      content =
          @Content(
              schema = @Schema(implementation = DeliveryView.class),
              examples = @ExampleObject(name = "waiting", value = SHOWN)))
  @APIResponse(responseCode = "401", description = "UNAUTHORIZED")
  @APIResponse(responseCode = "403", description = "API_ACCESS_REQUIRED")
  @APIResponse(
      responseCode = "404",
      description = "DELIVERY_NOT_FOUND",
      content = @Content(schema = @Schema(implementation = ApiError.Body.class)))
  @APIResponse(responseCode = "429", description = "RATE_LIMIT_EXCEEDED")
  @APIResponse(responseCode = "503", description = "SERVICE_UNAVAILABLE")
  public Uni<DeliveryView> show(
      @Context RoutingContext http,
      @Parameter(description = "Id of the event") @RestPath String id) {
    return log.find(Caller.of(http).accountId(), id);
  }

  /** Sends an event once more. */
  @POST
  @Path("/{id}/replay")
  @Operation(
      operationId = "replayWebhookDelivery",
      summary = "Send an event once more",
      description =
          "At once, whatever became of it, under its id and with a new deadline. Body and id are"
              + " what they were; timestamp and signature are new.")
  @APIResponse(
      responseCode = "202",
      description = "The event, waiting",
      content = @Content(schema = @Schema(implementation = DeliveryView.class)))
  @APIResponse(responseCode = "401", description = "UNAUTHORIZED")
  @APIResponse(responseCode = "403", description = "API_ACCESS_REQUIRED")
  @APIResponse(
      responseCode = "404",
      description = "DELIVERY_NOT_FOUND; WEBHOOK_NOT_FOUND: its receiver was removed",
      content = @Content(schema = @Schema(implementation = ApiError.Body.class)))
  @APIResponse(responseCode = "429", description = "RATE_LIMIT_EXCEEDED")
  @APIResponse(responseCode = "503", description = "SERVICE_UNAVAILABLE")
  @Cancellable(false)
  public Uni<Response> replay(
      @Context RoutingContext http,
      @Parameter(description = "Id of the event") @RestPath String id) {
    return log.replay(Caller.of(http).accountId(), id)
        .map(event -> Response.status(Response.Status.ACCEPTED).entity(event).build());
  }
}
