package io.mcpscore.gateway.admin;

import io.mcpscore.gateway.audit.Actor;
import io.mcpscore.gateway.auth.AdminFilter;
import io.mcpscore.gateway.config.TierSettings;
import io.mcpscore.gateway.http.ApiException;
import io.mcpscore.gateway.http.Body;
import io.mcpscore.gateway.http.Names;
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

/** Accounts, with the operator's token. */
@Path("/admin/v1/accounts")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Administration", description = "For operators; needs mcpscore.admin.token.")
@SecurityRequirement(name = "adminToken")
public class AccountResource {

  private static final String WISH =
      """
      {"tier": "team", "dailyLimit": 2000}\
      """;

  private static final String ACCOUNT =
      """
      {"name": "payments", "tier": "team", "dailyLimit": 2000, "ownDailyLimit": 2000,
        "queueLimit": 250, "createdAt": "2026-01-15T10:30:00Z"}\
      """;

  private final AccountService service;
  private final TierSettings tiers;

  AccountResource(AccountService service, TierSettings tiers) {
    this.service = service;
    this.tiers = tiers;
  }

  /** Lists accounts. */
  @GET
  @Operation(operationId = "listAccounts", summary = "List accounts, oldest first")
  @APIResponse(
      responseCode = "200",
      description = "A page",
      content = @Content(schema = @Schema(implementation = AccountView.Listing.class)))
  @APIResponse(responseCode = "400", description = "INVALID_REQUEST, INVALID_CURSOR")
  @APIResponse(responseCode = "401", description = "UNAUTHORIZED")
  public Uni<AccountView.Listing> list(
      @Context RoutingContext http,
      @Parameter(description = "1 to 100, 20 if absent") @RestQuery String limit,
      @Parameter(description = "nextCursor of the page before") @RestQuery String cursor) {
    AdminFilter.require(http);
    return service.page(cursor, PageSize.of(limit));
  }

  /** Shows an account. */
  @GET
  @Path("/{name}")
  @Operation(operationId = "getAccount", summary = "Show an account")
  @APIResponse(
      responseCode = "200",
      description = "The account",
      content =
          @Content(
              schema = @Schema(implementation = AccountView.class),
              examples = @ExampleObject(name = "with a limit of its own", value = ACCOUNT)))
  @APIResponse(responseCode = "401", description = "UNAUTHORIZED")
  @APIResponse(responseCode = "404", description = "NOT_FOUND")
  public Uni<AccountView> show(
      @Context RoutingContext http,
      @Parameter(description = "Name of the account") @RestPath String name) {
    AdminFilter.require(http);
    return service.find(name);
  }

  /** Makes or changes an account. */
  @PUT
  @Path("/{name}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "putAccount",
      summary = "Make an account, or set its tier and limits",
      description =
          "A limit that is absent or null is the tier's. Every gateway holds to a change within a"
              + " second.")
  @RequestBody(
      required = true,
      content =
          @Content(
              schema = @Schema(implementation = AccountRequest.class),
              examples = @ExampleObject(name = "more requests", value = WISH)))
  @APIResponse(
      responseCode = "200",
      description = "The account",
      content =
          @Content(
              schema = @Schema(implementation = AccountView.class),
              examples = @ExampleObject(name = "with a limit of its own", value = ACCOUNT)))
  @APIResponse(responseCode = "400", description = "INVALID_REQUEST")
  @APIResponse(responseCode = "401", description = "UNAUTHORIZED")
  @Cancellable(false)
  public Uni<AccountView> put(
      @Context RoutingContext http,
      @Parameter(description = "Name of the account") @RestPath String name) {
    AdminFilter.require(http);
    if (!Names.isName(name)) {
      throw ApiException.invalidRequest(
          "An account has a name of up to 100 letters, digits, spaces and . _ @ + -");
    }
    return service.put(
        Actor.operator(http), name, AccountRequest.read(Body.of(http), tiers.byName().keySet()));
  }
}
