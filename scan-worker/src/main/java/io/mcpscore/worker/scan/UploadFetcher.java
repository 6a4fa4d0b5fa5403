package io.mcpscore.worker.scan;

import io.mcpscore.engine.Cancellation;
import io.mcpscore.engine.RepositorySnapshot;
import io.mcpscore.intake.ArchiveIntake;
import io.mcpscore.intake.TransferProgress;
import io.mcpscore.model.ErrorCode;
import io.mcpscore.model.RepositoryAddress;
import io.mcpscore.model.ScanFailedException;
import java.io.ByteArrayInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Opens archives that were uploaded, and leaves everything else to another fetcher. */
final class UploadFetcher implements Fetcher {

  private final UploadedArchives archives;
  private final ArchiveIntake intake;
  private final Fetcher others;

  UploadFetcher(UploadedArchives archives, ArchiveIntake intake, Fetcher others) {
    this.archives = archives;
    this.intake = intake;
    this.others = others;
  }

  @Override
  public Optional<RepositorySnapshot> fetch(
      RepositoryAddress address,
      Predicate<String> known,
      Consumer<TransferProgress> listener,
      Cancellation cancellation) {
    if (!address.isUpload()) {
      return others.fetch(address, known, listener, cancellation);
    }
    byte[] archive =
        archives
            .find(address.owner())
            .orElseThrow(
                () ->
                    new ScanFailedException(
                        ErrorCode.CLONE_FAILED,
                        "The archive is not kept any more.",
                        "Upload it again."));
    cancellation.check();
    if (!sha256(archive).equals(address.owner())) {
      throw new ScanFailedException(
          ErrorCode.INTERNAL_ERROR, "The archive is not what was uploaded.", "Upload it again.");
    }
    listener.accept(new TransferProgress(archive.length, 0, 0));
    return Optional.of(intake.open(new ByteArrayInputStream(archive)));
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
