package io.mcpscore.gateway.submit;

import io.mcpscore.gateway.auth.Caller;
import io.mcpscore.gateway.auth.Charge;
import io.mcpscore.gateway.upload.UploadTypes;
import io.mcpscore.gateway.upload.Uploads;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.server.Cancellable;

/** {@code POST /api/v1/scan} with an archive in the place of a URL. */
@Path("/api/v1/scan")
@Produces(MediaType.APPLICATION_JSON)
public class UploadResource {

  private final Submission submission;
  private final QueueLimits limits;
  private final SubmissionMetrics metrics;
  private final Uploads uploads;

  UploadResource(
      Submission submission, QueueLimits limits, SubmissionMetrics metrics, Uploads uploads) {
    this.submission = submission;
    this.limits = limits;
    this.metrics = metrics;
    this.uploads = uploads;
  }

  /**
   * Asks for a scan of an archive; goes on to its end when the client has hung up. Described with
   * {@link SubmitResource#submit}: a path has one description for each method.
   */
  @POST
  @Consumes({
    UploadTypes.FORM,
    UploadTypes.ZIP,
    UploadTypes.ZIP_OF_WINDOWS,
    UploadTypes.GZIP,
    UploadTypes.GZIP_OF_OLD
  })
  @Operation(hidden = true)
  @Cancellable(false)
  public Uni<Response> upload(
      @Context RoutingContext http, @RestHeader("Idempotency-Key") String idempotencyKey) {
    Caller caller = Caller.of(http);
    Asker asker = new Asker(caller.accountId(), limits.of(caller), false, Charge.NONE);
    ScanRequest request = ScanRequest.of(uploads.read(http));
    return submission
        .submit(asker, request, idempotencyKey)
        .invoke(metrics::count)
        .map(SubmitResource::answer);
  }
}
