package io.mcpscore.gateway.read;

import io.mcpscore.model.ApiError;
import io.mcpscore.model.Progress;
import io.mcpscore.model.ScanStatus;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A scan without a report, as clients see it: still running, or failed.
 *
 * @param id scan id
 * @param status where it stands
 * @param url canonical URL
 * @param createdAt when it was asked for
 * @param startedAt when a worker took it, or null
 * @param completedAt when it failed, or null
 * @param progress how far it is, or null when nobody knows
 * @param error why it failed, or null
 */
public record UnfinishedScan(
    String id,
    @Schema(
            implementation = String.class,
            enumeration = {"pending", "analyzing", "failed"})
        ScanStatus status,
    String url,
    Instant createdAt,
    Instant startedAt,
    Instant completedAt,
    Progress progress,
    ApiError error) {

  /** The same scan, further on. */
  UnfinishedScan with(Progress further) {
    return new UnfinishedScan(id, status, url, createdAt, startedAt, completedAt, further, error);
  }
}
