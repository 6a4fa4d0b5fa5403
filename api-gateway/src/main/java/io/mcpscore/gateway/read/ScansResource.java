package io.mcpscore.gateway.read;

import io.mcpscore.gateway.auth.Caller;
import io.mcpscore.gateway.config.GitSettings;
import io.mcpscore.gateway.http.PageSize;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code GET /api/v1/scans}. */
@Path("/api/v1/scans")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Scans")
@SecurityRequirement(name = "apiKey")
public class ScansResource {

  private final ScanLists lists;
  private final GitSettings git;

  ScansResource(ScanLists lists, GitSettings git) {
    this.lists = lists;
    this.git = git;
  }

  /** Lists the caller's scans. */
  @GET
  @Operation(operationId = "listScans", summary = "List your scans, newest first")
  @APIResponse(
      responseCode = "200",
      description = "A page",
      content = @Content(schema = @Schema(implementation = ScanPage.class)))
  @APIResponse(responseCode = "400", description = "INVALID_REQUEST, INVALID_CURSOR")
  @APIResponse(responseCode = "401", description = "UNAUTHORIZED")
  @APIResponse(responseCode = "429", description = "RATE_LIMIT_EXCEEDED")
  public Uni<ScanPage> list(@Context RoutingContext http, @BeanParam ScanQuery query) {
    long accountId = Caller.of(http).accountId();
    int limit = PageSize.of(query.limit());
    return lists.page(ScanFilter.of(accountId, query, git.hosts()), limit);
  }
}
