package io.mcpscore.gateway.people;

import io.mcpscore.gateway.audit.Actor;
import io.mcpscore.gateway.auth.AdminFilter;
import io.mcpscore.gateway.http.ApiException;
import io.mcpscore.gateway.http.Body;
import io.mcpscore.gateway.http.PageSize;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
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

/** People, with the operator's token. */
@Path("/admin/v1/people")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Administration", description = "For operators; needs mcpscore.admin.token.")
@SecurityRequirement(name = "adminToken")
public class PersonResource {

  private static final String PERSON =
      """
      {"id": "person_7", "name": "anna", "issuer": "https://login.example.com/realms/main",
        "subject": "0b5f2a3c-58c7-4a9a-9a53-5b9a3f0f7d11", "account": "payments",
        "createdAt": "2026-01-15T10:30:00Z", "lastSeenAt": "2026-01-20T08:00:00Z"}\
      """;

  private final People people;

  PersonResource(People people) {
    this.people = people;
  }

  /** Lists people. */
  @GET
  @Operation(operationId = "listPeople", summary = "List people who came with a role, newest first")
  @APIResponse(
      responseCode = "200",
      description = "A page",
      content = @Content(schema = @Schema(implementation = PersonView.Listing.class)))
  @APIResponse(responseCode = "400", description = "INVALID_REQUEST, INVALID_CURSOR")
  @APIResponse(responseCode = "401", description = "UNAUTHORIZED")
  public Uni<PersonView.Listing> list(
      @Context RoutingContext http,
      @Parameter(description = "Name of the account that was assigned") @RestQuery String account,
      @Parameter(
              description = "true: those alone that have no account assigned",
              schema = @Schema(type = SchemaType.BOOLEAN))
          @RestQuery
          String unassigned,
      @Parameter(description = "1 to 100, 20 if absent") @RestQuery String limit,
      @Parameter(description = "nextCursor of the page before") @RestQuery String cursor) {
    AdminFilter.require(http);
    if (unassigned != null && !unassigned.equals("true") && !unassigned.equals("false")) {
      throw ApiException.invalidRequest("unassigned must be true or false");
    }
    return people.page(account, "true".equals(unassigned), cursor, PageSize.of(limit));
  }

  /** Assigns an account. */
  @PUT
  @Path("/{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "assignPerson",
      summary = "Assign an account to a person, or none",
      description =
          "It counts where the person's token names no account. Every gateway holds to it within a"
              + " second.")
  @RequestBody(
      required = true,
      content =
          @Content(
              schema = @Schema(implementation = AssignRequest.class),
              examples =
                  @ExampleObject(name = "an account", value = "{\"account\": \"payments\"}")))
  @APIResponse(
      responseCode = "200",
      description = "The person",
      content =
          @Content(
              schema = @Schema(implementation = PersonView.class),
              examples = @ExampleObject(name = "assigned", value = PERSON)))
  @APIResponse(responseCode = "400", description = "INVALID_REQUEST")
  @APIResponse(responseCode = "401", description = "UNAUTHORIZED")
  @APIResponse(responseCode = "404", description = "NOT_FOUND")
  @Cancellable(false)
  public Uni<PersonView> assign(
      @Context RoutingContext http,
      @Parameter(description = "Id of the person") @RestPath String id) {
    AdminFilter.require(http);
    return people.assign(Actor.operator(http), id, AssignRequest.read(Body.of(http)).account());
  }
}
