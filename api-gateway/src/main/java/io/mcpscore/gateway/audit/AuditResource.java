package io.mcpscore.gateway.audit;

import io.mcpscore.gateway.auth.AdminFilter;
import io.mcpscore.gateway.http.PageSize;
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
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** The audit log, with the operator's token. */
@Path("/admin/v1/audit")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Administration", description = "For operators; needs mcpscore.admin.token.")
@SecurityRequirement(name = "adminToken")
public class AuditResource {

  private static final String PAGE =
      """
      {"entries": [{"id": "audit_42", "at": "2026-01-15T10:30:00Z", "actor": "person_7",
        "actorName": "anna", "action": "key.create", "account": "payments", "target": "key_12",
        "details": {"name": "pipeline", "dailyLimit": 100}, "outcome": "done",
        "requestId": "2f6f0f0e-3f6c-4a5e-9f57-0a6f5c0b8c11", "address": "203.0.113.7"}],
       "nextCursor": null}\
      """;

  private final AuditEntries entries;

  AuditResource(AuditEntries entries) {
    this.entries = entries;
  }

  /** Lists acts. */
  @GET
  @Operation(
      operationId = "listAudit",
      summary = "List administrative acts, newest first",
      description =
          "Everything that was done or refused under /admin/v1 and /api/v1/keys. Entries are never"
              + " changed; pages stay as they are while new ones come in.")
  @APIResponse(
      responseCode = "200",
      description = "A page",
      content =
          @Content(
              schema = @Schema(implementation = AuditPage.class),
              examples = @ExampleObject(name = "a key was made", value = PAGE)))
  @APIResponse(responseCode = "400", description = "INVALID_REQUEST, INVALID_CURSOR")
  @APIResponse(responseCode = "401", description = "UNAUTHORIZED")
  public Uni<AuditPage> list(
      @Context RoutingContext http,
      @Parameter(description = "Name of the account that the act is about") @RestQuery
          String account,
      @Parameter(description = "operator, key_1, person_1") @RestQuery String actor,
      @Parameter(description = "key.create, key.revoke, account.create, …") @RestQuery
          String action,
      @Parameter(description = "1 to 100, 20 if absent") @RestQuery String limit,
      @Parameter(description = "nextCursor of the page before") @RestQuery String cursor) {
    AdminFilter.require(http);
    return entries.page(account, actor, action, cursor, PageSize.of(limit));
  }
}
