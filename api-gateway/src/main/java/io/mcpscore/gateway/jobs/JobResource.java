package io.mcpscore.gateway.jobs;

import io.mcpscore.gateway.audit.Actor;
import io.mcpscore.gateway.auth.AdminFilter;
import io.mcpscore.gateway.http.ApiException;
import io.mcpscore.gateway.http.PageSize;
import io.mcpscore.gateway.read.Cursor;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.server.Cancellable;

/** The queue, with the operator's token. */
@Path("/admin/v1/jobs")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Administration", description = "For operators; needs mcpscore.admin.token.")
@SecurityRequirement(name = "adminToken")
public class JobResource {

  private final JobTable table;
  private final Jobs jobs;

  JobResource(JobTable table, Jobs jobs) {
    this.table = table;
    this.jobs = jobs;
  }

  /** Lists jobs. */
  @GET
  @Operation(
      operationId = "listJobs",
      summary = "List jobs, newest first",
      description = "Without a state, all but those that are complete or failed for good.")
  @APIResponse(
      responseCode = "200",
      description = "A page",
      content = @Content(schema = @Schema(implementation = JobPage.class)))
  @APIResponse(responseCode = "400", description = "INVALID_REQUEST, INVALID_CURSOR")
  @APIResponse(responseCode = "401", description = "UNAUTHORIZED")
  public Uni<JobPage> list(
      @Context RoutingContext http,
      @Parameter(
              description = "Where the job stands",
              schema =
                  @Schema(enumeration = {"queued", "retrying", "running", "given-up", "failed"}))
          @RestQuery
          String state,
      @Parameter(description = "Name of the account") @RestQuery String account,
      @Parameter(description = "1 to 100, 20 if absent") @RestQuery String limit,
      @RestQuery String cursor) {
    AdminFilter.require(http);
    return table.page(
        state == null ? null : JobState.listed(state),
        account,
        cursor == null ? null : Cursor.read(cursor),
        PageSize.of(limit));
  }

  /** Shows a job. */
  @GET
  @Path("/{id}")
  @Operation(operationId = "getJob", summary = "Show a job")
  @APIResponse(
      responseCode = "200",
      description = "The job",
      content = @Content(schema = @Schema(implementation = JobView.class)))
  @APIResponse(responseCode = "401", description = "UNAUTHORIZED")
  @APIResponse(responseCode = "404", description = "SCAN_NOT_FOUND")
  public Uni<JobView> show(
      @Context RoutingContext http,
      @Parameter(description = "Id of the scan") @RestPath String id) {
    AdminFilter.require(http);
    return jobs.find(id);
  }

  /** Gives a failed job another try. */
  @POST
  @Path("/{id}/retry")
  @Operation(
      operationId = "retryJob",
      summary = "Give a job that was given up a new round of attempts")
  @APIResponse(
      responseCode = "200",
      description = "The job, waiting",
      content = @Content(schema = @Schema(implementation = JobView.class)))
  @APIResponse(responseCode = "400", description = "INVALID_REQUEST")
  @APIResponse(responseCode = "401", description = "UNAUTHORIZED")
  @APIResponse(responseCode = "404", description = "SCAN_NOT_FOUND")
  @APIResponse(responseCode = "409", description = "JOB_CONFLICT: it is in no state for that")
  @Cancellable(false)
  public Uni<JobView> retry(
      @Context RoutingContext http,
      @Parameter(description = "Id of the scan") @RestPath String id,
      @Parameter(
              description = "true: also when another try is likely to end the same",
              schema = @Schema(type = SchemaType.BOOLEAN))
          @RestQuery
          String force) {
    AdminFilter.require(http);
    return jobs.retry(Actor.operator(http), id, flag("force", force));
  }

  /** Takes a waiting job out of the queue. */
  @DELETE
  @Path("/{id}")
  @Operation(
      operationId = "dropJob",
      summary = "Take a waiting job out of the queue; its scan fails with SCAN_DROPPED")
  @APIResponse(
      responseCode = "200",
      description = "The job, failed",
      content = @Content(schema = @Schema(implementation = JobView.class)))
  @APIResponse(responseCode = "401", description = "UNAUTHORIZED")
  @APIResponse(responseCode = "404", description = "SCAN_NOT_FOUND")
  @APIResponse(responseCode = "409", description = "JOB_CONFLICT: it does not wait")
  @Cancellable(false)
  public Uni<JobView> drop(
      @Context RoutingContext http,
      @Parameter(description = "Id of the scan") @RestPath String id) {
    AdminFilter.require(http);
    return jobs.drop(Actor.operator(http), id);
  }

  private static boolean flag(String name, String text) {
    if (text == null || text.equals("false")) {
      return false;
    }
    if (text.equals("true")) {
      return true;
    }
    throw ApiException.invalidRequest(name + " must be true or false");
  }
}
