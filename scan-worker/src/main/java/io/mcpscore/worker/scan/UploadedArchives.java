package io.mcpscore.worker.scan;

import io.mcpscore.model.ScanFailedException;
import java.util.Optional;

/** Archives that clients sent, for as long as their scans have not ended. */
@FunctionalInterface
public interface UploadedArchives {

  /**
   * The bytes of an archive; blocks.
   *
   * @param sha256 of them, in lower-case hex
   * @return the bytes, or empty when they are not kept any more
   * @throws ScanFailedException transient, when they cannot be had just now
   */
  Optional<byte[]> find(String sha256);
}
