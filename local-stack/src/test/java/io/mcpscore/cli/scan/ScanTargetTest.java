package io.mcpscore.cli.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.mcpscore.model.RepositoryAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScanTargetTest {

  private static final Set<String> HOSTS = Set.of("github.com");

  @TempDir Path directory;

  @Test
  void readsAddressesWithRefAndPath() {
    ScanTarget target = ScanTarget.parse("github.com/Acme/Notes/tree/main/src", HOSTS);

    RepositoryAddress address = assertInstanceOf(ScanTarget.Remote.class, target).address();
    assertEquals("https://github.com/acme/notes", target.url());
    assertEquals("main", address.ref());
    assertEquals("src", address.path());
  }

  @Test
  void namesADirectoryByItsOrigin() throws Exception {
    Files.createDirectory(directory.resolve(".git"));
    Files.writeString(
        directory.resolve(".git/config"),
        "[remote \"origin\"]\n\turl = https://user:secret@github.com/Acme/Notes.git\n");

    assertEquals("https://github.com/acme/notes", parsed(directory).url());
  }

  @Test
  void namesADirectoryWithoutOriginByItsNameAlone() throws Exception {
    Path notes = Files.createDirectory(directory.resolve("notes"));

    assertEquals("local:notes", parsed(notes).url());
  }

  @Test
  void takesAFileForAnArchive() throws Exception {
    Path zip = Files.createFile(directory.resolve("notes.zip"));

    assertInstanceOf(ScanTarget.Archive.class, parsed(zip));
    assertEquals("local:notes.zip", parsed(zip).url());
  }

  @ParameterizedTest
  @ValueSource(strings = {"nothing-here", "https://example.org/acme/notes", "github.com/acme"})
  void saysWhatItCannotRead(String text) {
    IllegalArgumentException error =
        assertThrows(IllegalArgumentException.class, () -> ScanTarget.parse(text, HOSTS));
    assertEquals(
        text + " is no directory, no file, and no repository URL of github.com",
        error.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "https://github.com/a/b.git, https://github.com/a/b",
    "https://x-access-token:secret@github.com/a/b, https://github.com/a/b",
    "git@github.com:A/B.git, https://github.com/a/b",
    "ssh://git@git.example.org:2222/a/b.git, https://git.example.org/a/b",
    "/srv/git/b.git, ",
    "../b, ",
    "file:///srv/git/a/b, ",
  })
  void readsRemotes(String remote, String url) {
    assertEquals(Optional.ofNullable(url), GitOrigin.canonical(remote));
  }

  private static ScanTarget parsed(Path path) {
    return ScanTarget.parse(path.toString(), HOSTS);
  }
}
