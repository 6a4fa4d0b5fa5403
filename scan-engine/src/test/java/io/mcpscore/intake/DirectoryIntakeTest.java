package io.mcpscore.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.mcpscore.engine.RepositorySnapshot;
import io.mcpscore.engine.RepositorySnapshot.Entry;
import io.mcpscore.engine.ScanBudget;
import io.mcpscore.model.ErrorCode;
import io.mcpscore.model.ScanFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of a directory is looked at. */
class DirectoryIntakeTest {

  private static final DirectoryIntake INTAKE = new DirectoryIntake(ScanBudget.DEFAULT);

  @TempDir Path top;

  @BeforeEach
  void write() throws IOException {
    put("a.ts", "1");
    put("src/b.py", "2");
  }

  @Test
  void plainDirectoryIsTakenWhole() throws IOException {
    put("node_modules/x.js", "3");
    put("nested/.git/config", "no");
    Files.createSymbolicLink(top.resolve("link"), top.resolve("a.ts"));
    Files.createSymbolicLink(top.resolve("loop"), top);
    assertEquals(List.of("a.ts", "node_modules/x.js", "src/b.py"), paths());
    assertEquals(Optional.empty(), INTAKE.open(top).commit());
  }

  @Test
  void ignoredFilesOfAWorkTreeAreLeftOutUnlessTracked() throws IOException {
    put("dist/kept.js", "k");
    init().file("a.ts", "1").file("src/b.py", "2").file("dist/kept.js", "k").commit("main");
    put(".gitignore", "node_modules/\n/dist\n*.log\n!keep.log\n");
    put("src/.gitignore", "gen\n");
    put("node_modules/x.js", "3");
    put("dist/new.js", "4");
    put("x.log", "5");
    put("keep.log", "6");
    put("src/gen/y.py", "7");
    put("src/new.py", "8");
    put("inner/.git/HEAD", "ref: refs/heads/main");
    put("inner/z.py", "9");
    assertEquals(
        List.of(
            ".gitignore",
            "a.ts",
            "dist/kept.js",
            "keep.log",
            "src/.gitignore",
            "src/b.py",
            "src/new.py"),
        paths());
  }

  @Test
  void commitIsNamedOnlyWhenTheFilesAreItsOwn() throws IOException {
    String commit = init().file("a.ts", "1").file("src/b.py", "2").commit("main").name();
    assertEquals(Optional.of(commit), INTAKE.open(top).commit());

    put("a.ts", "X");
    assertEquals(Optional.empty(), INTAKE.open(top).commit(), "changed");
    put("a.ts", "1");
    put("new", "");
    assertEquals(Optional.empty(), INTAKE.open(top).commit(), "untracked");
    Files.delete(top.resolve("new"));
    Files.delete(top.resolve("src/b.py"));
    assertEquals(Optional.empty(), INTAKE.open(top).commit(), "deleted");
  }

  @Test
  void programsThatTheRepositoryConfiguresAreNotRun() throws IOException {
    Path trace = top.resolve(".git/ran");
    TestRepository source = init().file("a.ts", "1").file("src/b.py", "2");
    source.file(".gitattributes", "* filter=evil\n").commit("main");
    put(".gitattributes", "* filter=evil\n");
    String command = "touch " + trace;
    Files.writeString(
        top.resolve(".git/config"),
        "[core]\n\tfsmonitor = %1$s\n\tsshCommand = %1$s\n[filter \"evil\"]\n\tclean = %1$s\n\tsmudge = %1$s\n"
            .formatted(command));
    put("a.ts", "X");
    try (RepositorySnapshot snapshot = INTAKE.open(top)) {
      for (Entry entry : snapshot.entries()) {
        snapshot.read(entry);
      }
    }
    assertFalse(Files.exists(trace));
  }

  @Test
  void bareRepositoryIsReadFromItsObjects() throws IOException {
    Path bare = top.resolve("bare.git");
    try (Repository repository =
        new FileRepositoryBuilder().setGitDir(bare.toFile()).setBare().build()) {
      repository.create(true);
      TestRepository source = TestRepository.in(repository).file("x/y", "text");
      source.item("link", FileMode.SYMLINK, "/etc/passwd".getBytes(UTF_8));
      String commit = source.commit("main").name();
      try (RepositorySnapshot snapshot = INTAKE.open(bare)) {
        assertEquals(Optional.of(commit), snapshot.commit());
        assertEquals(List.of(new Entry("x/y", 4)), snapshot.entries());
        assertEquals("text", new String(snapshot.read(snapshot.entries().getFirst()), UTF_8));
      }
    }
  }

  @Test
  void fileThatGrewSinceItWasListedIsNotRead() throws IOException {
    RepositorySnapshot snapshot = INTAKE.open(top);
    put("a.ts", "longer");
    assertThrows(IOException.class, () -> snapshot.read(snapshot.entries().getFirst()));
  }

  @Test
  void fileThatBecameALinkIsNotFollowed() throws IOException {
    RepositorySnapshot snapshot = INTAKE.open(top);
    Files.delete(top.resolve("a.ts"));
    Files.createSymbolicLink(top.resolve("a.ts"), top.resolve("src/b.py"));
    assertThrows(IOException.class, () -> snapshot.read(snapshot.entries().getFirst()));
  }

  @Test
  void missingDirectoryIsSaid() {
    ScanFailedException e =
        assertThrows(ScanFailedException.class, () -> INTAKE.open(top.resolve("nope")));
    assertEquals(ErrorCode.REPO_NOT_FOUND, e.error().code());
  }

  private TestRepository init() throws IOException {
    Repository repository =
        new FileRepositoryBuilder().setGitDir(top.resolve(".git").toFile()).build();
    repository.create();
    return TestRepository.in(repository);
  }

  private void put(String path, String text) throws IOException {
    Path file = top.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private List<String> paths() {
    try (RepositorySnapshot snapshot = INTAKE.open(top)) {
      return snapshot.entries().stream().map(Entry::path).toList();
    }
  }
}
