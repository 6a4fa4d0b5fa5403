package io.mcpscore.gateway.read;

import io.mcpscore.gateway.auth.Caller;
import io.mcpscore.model.ApiError;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
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

/** {@code GET /api/v1/scan/{id}/events}. */
@Path("/api/v1/scan/{id}/events")
@Produces(MediaType.WILDCARD)
@Tag(name = "Scans")
@SecurityRequirement(name = "apiKey")
public class EventsResource {

  private static final String EXAMPLE =
      """
      id: 5f1d7a84db9c02ee
      event: progress
      data: {"id":"scan_02bZqz9pAyN3kqLm8RtUxW","status":"analyzing","url":"https://github.com/\
      modelcontextprotocol/servers","createdAt":"2024-01-15T10:30:00Z","startedAt":\
      "2024-01-15T10:30:01Z","progress":{"phase":"parsing","percent":40,"filesDone":80,\
      "filesTotal":200}}

      id: 0c9a3be1f7d24466
      event: complete
      data: {"id":"scan_02bZqz9pAyN3kqLm8RtUxW","status":"complete","url":"https://github.com/\
      modelcontextprotocol/servers","score":88,"grade":"B","safetyScore":71,"safetyGrade":"C"}

      """;

  private final ScanReader reader;
  private final EventStreams streams;

  EventsResource(ScanReader reader, EventStreams streams) {
    this.reader = reader;
    this.streams = streams;
  }

  /** Follows a scan to its end. */
  @GET
  @Operation(
      operationId = "followScan",
      summary = "Follow one scan with server-sent events",
      description =
          "Each event carries the whole state, in the form of GET /api/v1/scan/{id}: progress while"
              + " the scan runs; then complete (scores and counts, no report) or failed, and the"
              + " stream ends. After a break send Last-Event-ID: the newest state follows if it is"
              + " another one. A stream ends after half an hour at most; go on with a new one.")
  @APIResponse(
      responseCode = "200",
      description = "Events, and a comment every 15 seconds",
      content =
          @Content(
              mediaType = MediaType.SERVER_SENT_EVENTS,
              schema = @Schema(type = SchemaType.STRING),
              examples = @ExampleObject(name = "stream", value = EXAMPLE)))
  @APIResponse(
      responseCode = "204",
      description = "The scan has ended and Last-Event-ID names its last event: stop asking")
  @APIResponse(responseCode = "401", description = "UNAUTHORIZED")
  @APIResponse(
      responseCode = "404",
      description = "SCAN_NOT_FOUND, for another account's scan too",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ApiError.Body.class)))
  @APIResponse(
      responseCode = "429",
      description =
          "RATE_LIMIT_EXCEEDED; STREAM_LIMIT_EXCEEDED: the key has as many open streams as it may",
      headers =
          @Header(
              name = "Retry-After",
              description = "Seconds",
              schema = @Schema(implementation = Integer.class)),
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ApiError.Body.class)))
  @APIResponse(responseCode = "503", description = "SERVICE_UNAVAILABLE")
  public Uni<Response> follow(
      @Context RoutingContext http,
      @Parameter(description = "Id of a scan") @RestPath String id,
      @RestHeader("Last-Event-ID") String lastEventId) {
    return reader
        .read(Caller.of(http).accountId(), id)
        .map(ScanEvent::of)
        .chain(
            event ->
                event.isLast() && event.id().equals(lastEventId)
                    ? Uni.createFrom().item(Response.noContent().build())
                    // The answer is written when this ends; what is left to do is to let go of it.
                    : streams.open(http, id, lastEventId).map(done -> Response.ok().build()));
  }
}
