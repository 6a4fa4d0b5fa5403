package io.mcpscore.worker.queue;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mcpscore.model.ApiError;
import io.mcpscore.model.ErrorCode;
import io.mcpscore.model.FailureKind;
import io.mcpscore.model.ScanJob;
import io.mcpscore.worker.Services;
import io.mcpscore.worker.TestRows;
import io.mcpscore.worker.scan.ClaimedScan;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An upload as the worker finds it, and what is left of it when the worker ends its scan. */
@QuarkusTest
@QuarkusTestResource(Services.class)
class UploadRowsIT {

  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final String SHA256 = "ab".repeat(32);

  @Inject UploadRows uploads;
  @Inject ScanRows rows;
  @Inject TestRows table;

  @Test
  void anUploadIsThereUntilItsScanEnds() {
    String id = table.insert("x");
    table.change(
        id,
        "UPDATE scan SET host = 'upload:', owner = '" + SHA256 + "', name = 'a.zip' WHERE id = $1");
    table.change(
        id,
        "INSERT INTO upload (scan_id, account_id, sha256, content) VALUES ($1, 1, '"
            + SHA256
            + "', 'PK')");

    ClaimedScan scan = rows.claim(new ScanJob(id, 0)).await().atMost(PATIENCE).orElseThrow();
    assertTrue(scan.address().isUpload());
    assertEquals(SHA256, scan.address().owner());
    assertArrayEquals(
        "PK".getBytes(StandardCharsets.US_ASCII),
        uploads.find(scan.address().owner()).orElseThrow());

    // Another attempt finds it again
    assertTrue(rows.release(scan, Duration.ZERO).await().atMost(PATIENCE));
    ClaimedScan again = rows.claim(new ScanJob(id, 1)).await().atMost(PATIENCE).orElseThrow();
    assertTrue(uploads.find(SHA256).isPresent());

    ApiError error = new ApiError(ErrorCode.NO_MCP_SERVER, "none", null);
    assertTrue(rows.fail(again, error, FailureKind.PERMANENT).await().atMost(PATIENCE));
    assertEquals(Optional.empty(), uploads.find(SHA256));
  }
}
