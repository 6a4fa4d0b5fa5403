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
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which tar files are opened and how, and which are refused. */
class TarIntakeTest {

  private static final ArchiveIntake INTAKE =
      new ArchiveIntake(ZipLimits.DEFAULT, ScanBudget.DEFAULT);
  private static final byte[] NONE = new byte[0];

  @Test
  void folderAroundEverythingIsTakenOff() throws IOException {
    TestTar tar =
        new TestTar().entry("pax_global_header", 'g', "", "15 comment=abc\n".getBytes(UTF_8));
    tar.entry("name-main/", '5', "", NONE).file("name-main/b", "2");
    tar.file("name-main/a/c.ts", "1").file("name-main/.git/config", "no");
    try (RepositorySnapshot snapshot = open(tar)) {
      assertEquals(List.of("a/c.ts", "b"), paths(snapshot));
      assertEquals("1", text(snapshot, 0));
    }
  }

  @Test
  void pathsThatBeginHereAreTakenAsTheyAreMeant() {
    TestTar tar = new TestTar().entry("./", '5', "", NONE).file("./a", "1").file("./b/c", "2");
    assertEquals(List.of("a", "b/c"), paths(open(tar)));
  }

  @Test
  void longNamesOfBothFormatsAreRead() throws IOException {
    String name = "d/".repeat(40) + "n".repeat(90);
    TestTar tar = new TestTar().pax("path=" + name + "1", "mtime=1.5").file("short", "1");
    tar.entry("././@LongLink", 'L', "", (name + "2\0").getBytes(UTF_8)).file("short", "2");
    tar.file("short", "3");
    try (RepositorySnapshot snapshot = open(tar)) {
      assertEquals(List.of(name + "1", name + "2", "short"), paths(snapshot));
      assertEquals("2", text(snapshot, 1));
    }
  }

  @Test
  void linksAndDevicesAreLeftOutButForWhatIsThere() throws IOException {
    TestTar tar = new TestTar().file("a", "text");
    tar.entry("hard", '1', "a", NONE).entry("outside", '1', "../../etc/passwd", NONE);
    tar.entry("soft", '2', "/etc/passwd", NONE).entry("null", '3', "", NONE);
    tar.entry("sda", '4', "", NONE).entry("pipe", '6', "", NONE).file("z", "end");
    try (RepositorySnapshot snapshot = open(tar)) {
      assertEquals(List.of("a", "hard", "z"), paths(snapshot));
      assertEquals("text", text(snapshot, 1));
    }
  }

  @Test
  void fileOverTheLimitIsAnEntryWithoutBytes() {
    byte[] large = GitIntakeTest.noise(ScanBudget.DEFAULT.fileBytes() + 1);
    try (RepositorySnapshot snapshot = open(new TestTar().file("a", large).file("b", "1"))) {
      assertEquals(List.of(new Entry("a", -1), new Entry("b", 1)), snapshot.entries());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/etc/passwd",
        "../x",
        "a/../../x",
        "a//b",
        "./../x",
        "a\\..\\b",
        "C:/x",
        "a\nb",
        "",
        "x/."
      })
  void nameThatIsNoPlainPathRefusesTheArchive(String name) {
    assertEquals(
        ErrorCode.CLONE_FAILED, failure(new TestTar().file("ok", "1").file(name, "2").bytes()));
    assertEquals(
        ErrorCode.CLONE_FAILED,
        failure(new TestTar().file("ok", "1").pax("path=" + name).file("b", "2").bytes()));
  }

  static Stream<Arguments> broken() {
    byte[] honest = new TestTar().file("a", "1").bytes();
    byte[] flipped = honest.clone();
    flipped[flipped.length - 6] ^= 1;
    return Stream.of(
        Arguments.of("one name twice", new TestTar().file("a", "1").file("a", "2").bytes()),
        Arguments.of("a file below a file", new TestTar().file("a", "1").file("a/b", "2").bytes()),
        Arguments.of("a file below a link", below()),
        Arguments.of("no end", new TestTar().file("a", "1").cut()),
        Arguments.of("cut inside a file", new TestTar().head("a", '0', "", "00000001000").cut()),
        Arguments.of("files behind the end", behind()),
        Arguments.of("cut compression", Arrays.copyOf(honest, honest.length - 9)),
        Arguments.of("wrong checksum of the compression", flipped),
        Arguments.of(
            "wrong checksum of a head",
            new TestTar().raw(new byte[511]).raw("x".getBytes(UTF_8)).bytes()),
        Arguments.of(
            "not a tar file", new TestTar().raw("hello".repeat(200).getBytes(UTF_8)).bytes()),
        Arguments.of("a sparse file", new TestTar().entry("a", 'S', "", NONE).bytes()),
        Arguments.of(
            "a sparse file of pax", new TestTar().pax("GNU.sparse.major=1").file("a", "1").bytes()),
        Arguments.of("a volume", new TestTar().entry("a", 'M', "", NONE).bytes()),
        Arguments.of(
            "a directory with bytes", new TestTar().entry("a", '5', "", new byte[9]).bytes()),
        Arguments.of("a link with bytes", new TestTar().entry("a", '2', "b", new byte[9]).bytes()),
        Arguments.of(
            "a size that is none", new TestTar().head("a", '0', "", "99999999999").bytes()),
        Arguments.of(
            "a negative size", new TestTar().head("a", '0', "", "\u00ff".repeat(12)).bytes()),
        Arguments.of(
            "a pax size that is none", new TestTar().pax("size=-1").file("a", "1").bytes()),
        Arguments.of("a pax length that is none", pax("x path=a\n")),
        Arguments.of("a pax length of nothing", pax("0 path=a\n")),
        Arguments.of("a pax length beyond", pax("99 path=a\n")),
        Arguments.of("a pax length of many digits", pax("9".repeat(40) + " path=a\n")),
        Arguments.of(
            "a name of a megabyte", new TestTar().entry("x", 'L', "", new byte[1 << 20]).bytes()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("broken")
  void brokenArchiveIsRefused(String name, byte[] tar) {
    assertEquals(ErrorCode.CLONE_FAILED, failure(tar));
  }

  @Test
  void bombsAreTooLarge() {
    byte[] zeros = new TestTar().file("zeros", new byte[2_000_000]).bytes();
    assertEquals(ErrorCode.REPO_TOO_LARGE, failure(zeros), "ratio");
    TestTar lies = new TestTar().head("a", '0', "", "77777777777").raw(new byte[4_000_000]);
    assertEquals(ErrorCode.REPO_TOO_LARGE, failure(lies.cut()), "announced");
    byte[] tail = new TestTar().file("a", "1").raw(new byte[120_000_000]).bytes();
    assertEquals(ErrorCode.REPO_TOO_LARGE, failure(tail), "zeros behind the end");
    byte[] small = new TestTar().file("a", "1234567890").file("b", "1234567890").bytes();
    assertEquals(ErrorCode.REPO_TOO_LARGE, failure(limited(small.length - 1, 100), small));
    assertEquals(ErrorCode.REPO_TOO_LARGE, failure(limited(small.length, 19), small));
    assertEquals(2, paths(limited(small.length, 20).open(new ByteArrayInputStream(small))).size());
    TestTar links = new TestTar().file("a", GitIntakeTest.noise(900_000));
    for (int i = 0; i < 60; i++) {
      links.entry("l" + i, '1', "a", NONE);
    }
    assertEquals(ErrorCode.REPO_TOO_LARGE, failure(links.bytes()), "links");
  }

  private static byte[] below() {
    return new TestTar().entry("a", '2', "/tmp", NONE).file("a/b", "2").bytes();
  }

  private static byte[] behind() {
    return new TestTar().file("a", "1").raw(new byte[TestTar.BLOCK]).file("b", "2").bytes();
  }

  private static byte[] pax(String attributes) {
    return new TestTar().entry("p", 'x', "", attributes.getBytes(UTF_8)).file("a", "1").bytes();
  }

  private static ArchiveIntake limited(long compressed, long expanded) {
    return new ArchiveIntake(new ZipLimits(compressed, expanded, 100), ScanBudget.DEFAULT);
  }

  private static RepositorySnapshot open(TestTar tar) {
    return INTAKE.open(new ByteArrayInputStream(tar.bytes()));
  }

  private static List<String> paths(RepositorySnapshot snapshot) {
    return snapshot.entries().stream().map(Entry::path).toList();
  }

  private static String text(RepositorySnapshot snapshot, int index) throws IOException {
    return new String(snapshot.read(snapshot.entries().get(index)), UTF_8);
  }

  private static ErrorCode failure(byte[] tar) {
    return failure(INTAKE, tar);
  }

  private static ErrorCode failure(ArchiveIntake intake, byte[] tar) {
    return assertThrows(ScanFailedException.class, () -> intake.open(new ByteArrayInputStream(tar)))
        .error()
        .code();
  }
}
