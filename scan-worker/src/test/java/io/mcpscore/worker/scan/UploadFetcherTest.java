package io.mcpscore.worker.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mcpscore.engine.Cancellation;
import io.mcpscore.engine.RepositorySnapshot;
import io.mcpscore.engine.ScanBudget;
import io.mcpscore.intake.ArchiveIntake;
import io.mcpscore.intake.ZipLimits;
import io.mcpscore.model.ErrorCode;
import io.mcpscore.model.RepositoryAddress;
import io.mcpscore.model.ScanFailedException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

/** What the gateway lets pass, or somebody puts into its table, meets the worker's own limits. */
class UploadFetcherTest {

  private static final Predicate<String> NEVER = commit -> false;

  private static final Fetcher NO_HOST =
      (address, known, listener, cancellation) -> {
        throw new ScanFailedException(ErrorCode.CLONE_FAILED, "another fetcher was asked", null);
      };

  @Test
  void anArchiveIsASnapshotWithoutACommit() throws Exception {
    byte[] zip = zip(Map.of("server/package.json", "{}", "server/index.js", "x"));
    AtomicLong bytes = new AtomicLong();

    try (RepositorySnapshot snapshot =
        fetcher(zip)
            .fetch(address(zip), NEVER, t -> bytes.set(t.bytes()), new Cancellation())
            .orElseThrow()) {
      assertEquals(Optional.empty(), snapshot.commit());
      assertEquals(2, snapshot.entries().size());
      assertEquals(zip.length, bytes.get());
    }
  }

  @Test
  void anArchiveInAnArchiveIsAFileLikeAnyOther() throws Exception {
    byte[] inner = zip(Map.of("index.js", "eval(x)"));
    byte[] outer =
        zip(Map.of("a.zip", new String(inner, StandardCharsets.ISO_8859_1), "b.js", "y"));

    try (RepositorySnapshot snapshot = fetch(outer)) {
      assertEquals(2, snapshot.entries().size());
    }
  }

  @Test
  void aNameThatLeavesTheArchiveIsRefused() throws Exception {
    for (String name : new String[] {"../evil.js", "/etc/passwd", "a/../../b", "C:\\evil.js"}) {
      refused(ErrorCode.CLONE_FAILED, zip(Map.of(name, "x", "ok.js", "y")));
    }
  }

  @Test
  void anArchiveThatExpandsTooFarIsRefused() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("zeros"));
      for (int i = 0; i < 60; i++) {
        zip.write(new byte[1_000_000]);
      }
      zip.closeEntry();
    }

    refused(ErrorCode.REPO_TOO_LARGE, bytes.toByteArray());
  }

  @Test
  void whatIsDamagedOrNoArchiveIsRefused() throws Exception {
    byte[] zip = zip(Map.of("index.js", "x"));

    refused(ErrorCode.CLONE_FAILED, Arrays.copyOf(zip, zip.length - 5));
    refused(ErrorCode.CLONE_FAILED, new byte[0]);
    refused(ErrorCode.CLONE_FAILED, "nonsense".getBytes(StandardCharsets.UTF_8));
    byte[] encrypted = zip.clone();
    encrypted[zip.length - 22 - 46 - "index.js".length() + 8] |= 1;
    refused(ErrorCode.CLONE_FAILED, encrypted);
    refused(ErrorCode.REPO_TOO_LARGE, new byte[5_000_000]);
  }

  @Test
  void anArchiveThatIsGoneOrAnotherOneIsRefusedForGood() throws Exception {
    byte[] zip = zip(Map.of("index.js", "x"));
    byte[] other = zip(Map.of("index.js", "y"));
    Fetcher gone = fetcher(sha256 -> Optional.empty());
    Fetcher wrong = fetcher(sha256 -> Optional.of(other));

    ScanFailedException missing = failure(gone, zip);
    ScanFailedException swapped = failure(wrong, zip);

    assertEquals(ErrorCode.CLONE_FAILED, missing.error().code());
    assertFalse(missing.isTransient());
    assertEquals(ErrorCode.INTERNAL_ERROR, swapped.error().code());
  }

  @Test
  void everythingElseIsLeftToTheOtherFetcher() {
    RepositoryAddress repository = new RepositoryAddress("github.com", "owner", "name", null, null);

    ScanFailedException asked =
        assertThrows(
            ScanFailedException.class,
            () -> fetcher(new byte[0]).fetch(repository, NEVER, t -> {}, new Cancellation()));

    assertTrue(asked.getMessage().startsWith("another fetcher"));
  }

  private static void refused(ErrorCode code, byte[] archive) throws Exception {
    ScanFailedException refused = failure(fetcher(archive), archive);
    assertEquals(code, refused.error().code());
    assertFalse(refused.isTransient());
  }

  private static ScanFailedException failure(Fetcher fetcher, byte[] archive) throws Exception {
    RepositoryAddress address = address(archive);
    return assertThrows(
        ScanFailedException.class,
        () -> fetcher.fetch(address, NEVER, t -> {}, new Cancellation()));
  }

  private static RepositorySnapshot fetch(byte[] archive) throws Exception {
    return fetcher(archive)
        .fetch(address(archive), NEVER, t -> {}, new Cancellation())
        .orElseThrow();
  }

  private static Fetcher fetcher(byte[] archive) {
    return fetcher(sha256 -> Optional.of(archive));
  }

  private static Fetcher fetcher(UploadedArchives archives) {
    return new UploadFetcher(
        archives, new ArchiveIntake(ZipLimits.DEFAULT, ScanBudget.DEFAULT), NO_HOST);
  }

  private static RepositoryAddress address(byte[] archive) throws Exception {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(archive);
    return RepositoryAddress.upload(HexFormat.of().formatHex(digest), "x", null);
  }

  private static byte[] zip(Map<String, String> files) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, String> file : new LinkedHashMap<>(files).entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue().getBytes(StandardCharsets.ISO_8859_1));
        zip.closeEntry();
      }
    }
    return bytes.toByteArray();
  }
}
