package io.mcpscore.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.mcpscore.engine.RepositorySnapshot;
import io.mcpscore.engine.RepositorySnapshot.Entry;
import io.mcpscore.engine.ScanBudget;
import io.mcpscore.model.ErrorCode;
import io.mcpscore.model.ScanFailedException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which archives are opened and how, and which are refused. */
class ZipIntakeTest {

  private static final ArchiveIntake INTAKE =
      new ArchiveIntake(ZipLimits.DEFAULT, ScanBudget.DEFAULT);

  @Test
  void folderAroundEverythingIsTakenOff() throws IOException {
    TestZip zip = new TestZip().file("name-main/", "").file("name-main/b", "2");
    zip.file("name-main/a/c.ts", "1").file("name-main/.git/config", "no");
    try (RepositorySnapshot snapshot = INTAKE.open(zip.stream())) {
      assertEquals(List.of("a/c.ts", "b"), paths(snapshot));
      assertEquals("1", new String(snapshot.read(snapshot.entries().getFirst()), UTF_8));
    }
  }

  @Test
  void twoFoldersStay() {
    TestZip zip = new TestZip().file("a/x", "1").file("b/x", "2");
    assertEquals(List.of("a/x", "b/x"), paths(INTAKE.open(zip.stream())));
  }

  @Test
  void symbolicLinkIsNoEntry() {
    byte[] zip = new TestZip().file("a", "1").file("link", "/etc/passwd").withLastAsLink();
    assertEquals(List.of("a"), paths(INTAKE.open(new ByteArrayInputStream(zip))));
  }

  @Test
  void archiveInsideIsAFileLikeAnyOther() {
    byte[] inner = new TestZip().file("x", "1").bytes();
    TestZip zip = new TestZip().file("inner.zip", inner).file("y", "2");
    assertEquals(List.of("inner.zip", "y"), paths(INTAKE.open(zip.stream())));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/etc/passwd",
        "../x",
        "a/../../x",
        "a//b",
        "./a",
        "a\\..\\b",
        "C:/x",
        "a\u0000b",
        "a\nb"
      })
  void nameThatIsNoPlainPathRefusesTheArchive(String name) {
    TestZip zip = new TestZip().file("ok", "1").file(name, "2");
    assertEquals(ErrorCode.CLONE_FAILED, failure(INTAKE, zip.bytes()));
  }

  @Test
  void nameThatComesTwiceRefusesTheArchive() {
    byte[] zip = new TestZip().file("aa", "1").file("ab", "2").bytes();
    zip[TestZip.last(zip, 0x01) + 47] = 'a';
    assertEquals(ErrorCode.CLONE_FAILED, failure(INTAKE, zip));
  }

  @Test
  void limitsOfTheArchiveHold() {
    byte[] zip = new TestZip().file("zeros", new byte[2_000_000]).bytes();
    assertEquals(ErrorCode.REPO_TOO_LARGE, failure(INTAKE, zip), "ratio");
    byte[] small = new TestZip().file("a", "1234567890").file("b", "1234567890").bytes();
    int size = small.length;
    assertEquals(ErrorCode.REPO_TOO_LARGE, failure(limited(size - 1, 100), small), "compressed");
    assertEquals(ErrorCode.REPO_TOO_LARGE, failure(limited(size, 19), small), "expanded");
    assertEquals(2, paths(limited(size, 20).open(new ByteArrayInputStream(small))).size());
  }

  @Test
  void fileThatIsLongerThanTheDirectorySaysIsRefused() {
    byte[] zip = new TestZip().file("a", "x".repeat(1000)).bytes();
    int size = TestZip.last(zip, 0x01) + 24;
    zip[size] = 10;
    zip[size + 1] = 0;
    RepositorySnapshot snapshot = INTAKE.open(new ByteArrayInputStream(zip));
    assertThrows(IOException.class, () -> snapshot.read(snapshot.entries().getFirst()));
  }

  @Test
  void damagedFileIsNotRead() {
    byte[] zip = new TestZip().file("a", "x".repeat(1000)).bytes();
    zip[TestZip.last(zip, 0x01) + 16] ^= 1;
    RepositorySnapshot snapshot = INTAKE.open(new ByteArrayInputStream(zip));
    assertThrows(IOException.class, () -> snapshot.read(snapshot.entries().getFirst()));
  }

  @Test
  void directoryThatPointsOutsideIsRefused() {
    byte[] zip = new TestZip().file("a", "1").bytes();
    int end = TestZip.last(zip, 0x05);
    zip[end + 16] = (byte) 0xff;
    assertEquals(ErrorCode.CLONE_FAILED, failure(INTAKE, zip));
  }

  @Test
  void whatIsNoArchiveIsRefused() {
    assertEquals(ErrorCode.CLONE_FAILED, failure(INTAKE, new byte[0]));
    assertEquals(ErrorCode.CLONE_FAILED, failure(INTAKE, new byte[10_000]));
    ScanFailedException e =
        assertThrows(ScanFailedException.class, () -> INTAKE.open(Path.of("no-such-file.zip")));
    assertEquals(ErrorCode.REPO_NOT_FOUND, e.error().code());
  }

  private static ArchiveIntake limited(long compressed, long expanded) {
    return new ArchiveIntake(new ZipLimits(compressed, expanded, 100), ScanBudget.DEFAULT);
  }

  private static List<String> paths(RepositorySnapshot snapshot) {
    return snapshot.entries().stream().map(Entry::path).toList();
  }

  private static ErrorCode failure(ArchiveIntake intake, byte[] zip) {
    return assertThrows(ScanFailedException.class, () -> intake.open(new ByteArrayInputStream(zip)))
        .error()
        .code();
  }
}
