package io.mcpscore.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mcpscore.engine.Cancellation;
import io.mcpscore.engine.RepositorySnapshot;
import io.mcpscore.engine.RepositorySnapshot.Entry;
import io.mcpscore.engine.ScanBudget;
import io.mcpscore.engine.source.Discovered;
import io.mcpscore.engine.source.Discovery;
import io.mcpscore.model.ErrorCode;
import io.mcpscore.model.RepositoryAddress;
import io.mcpscore.model.ScanFailedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.RefUpdate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a fetch brings, and in which order. */
class GitIntakeTest {

  private static final RepositoryAddress ADDRESS =
      new RepositoryAddress("github.com", "owner", "name", null, null);

  @Test
  void defaultBranchIsFetchedInPathOrder() throws IOException {
    TestRepository source =
        TestRepository.inMemory()
            .file("a/z.py", "1")
            .file("a.ts", "2")
            .file("a-b/x.js", "3")
            .file("ü.md", "4")
            .file("😀.md", "5")
            .file("\uffee.md", "6");
    ObjectId commit = source.commit("main");
    try (TestGitServer server = TestGitServer.serving(source.repository(), true);
        RepositorySnapshot snapshot = fetch(server, ADDRESS)) {
      assertEquals(commit.name(), snapshot.commit().orElseThrow());
      assertEquals(
          List.of("a-b/x.js", "a.ts", "a/z.py", "ü.md", "\uffee.md", "😀.md"),
          snapshot.entries().stream().map(Entry::path).toList());
      assertEquals("1", text(snapshot, "a/z.py"));
    }
  }

  @Test
  void branchTagAndCommitAreFound() throws IOException {
    TestRepository source = TestRepository.inMemory().file("f", "old");
    ObjectId old = source.commit("main");
    source.tag("v1", old);
    source.file("f", "new").commit("main");
    source.file("f", "side").commit("feature/x");
    try (TestGitServer server = TestGitServer.serving(source.repository(), true)) {
      assertEquals("old", text(fetch(server, ADDRESS.at("v1", null)), "f"));
      assertEquals("old", text(fetch(server, ADDRESS.at(old.name(), null)), "f"));
      assertEquals("side", text(fetch(server, ADDRESS.at("feature/x", null)), "f"));
      assertEquals("new", text(fetch(server, ADDRESS), "f"));
    }
  }

  @Test
  void branchWinsOverTagOfTheSameName() throws IOException {
    TestRepository source = TestRepository.inMemory().file("f", "tagged");
    source.tag("x", source.commit("main"));
    source.file("f", "branched").commit("x");
    try (TestGitServer server = TestGitServer.serving(source.repository(), true)) {
      assertEquals("branched", text(fetch(server, ADDRESS.at("x", null)), "f"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"nope", "feature", "0123456789abcdef0123456789abcdef01234567"})
  void missingRefIsNamed(String ref) throws IOException {
    TestRepository source = TestRepository.inMemory().file("f", "x");
    source.commit("main");
    try (TestGitServer server = TestGitServer.serving(source.repository(), true)) {
      ScanFailedException e =
          assertThrows(ScanFailedException.class, () -> fetch(server, ADDRESS.at(ref, null)));
      assertEquals(ErrorCode.REPO_NOT_FOUND, e.error().code());
      assertTrue(e.getMessage().contains(ref));
      assertFalse(e.isTransient());
    }
  }

  @Test
  void detachedHeadIsFetched() throws IOException {
    TestRepository source = TestRepository.inMemory().file("f", "old");
    ObjectId old = source.commit("main");
    source.file("f", "new").commit("main");
    RefUpdate head = source.repository().updateRef(Constants.HEAD, true);
    head.setNewObjectId(old);
    head.forceUpdate();
    try (TestGitServer server = TestGitServer.serving(source.repository(), true)) {
      assertEquals("old", text(fetch(server, ADDRESS), "f"));
    }
  }

  @Test
  void headThatPointsNowhereIsSaid() throws IOException {
    TestRepository source = TestRepository.inMemory().file("f", "x");
    source.commit("main");
    source.repository().updateRef(Constants.HEAD).link("refs/heads/gone");
    try (TestGitServer server = TestGitServer.serving(source.repository(), true)) {
      ScanFailedException e = assertThrows(ScanFailedException.class, () -> fetch(server, ADDRESS));
      assertEquals(ErrorCode.REPO_NOT_FOUND, e.error().code());
      assertTrue(e.getMessage().contains("points nowhere"));
      assertEquals("x", text(fetch(server, ADDRESS.at("main", null)), "f"));
    }
  }

  @Test
  void hostThatRefusesTheFilterInWordsIsAskedWithoutIt() {
    TestPack pack = new TestPack();
    ObjectId tip = pack.commit(pack.tree("f", pack.blob("x".getBytes(UTF_8))));
    HostileServer.Script honest = GitWire.serving(tip, pack.bytes());
    HostileServer.Script choosy =
        (request, client, out) -> {
          if (request.body().contains("filter blob:limit")) {
            GitWire.head(out, "200 OK", "result");
            GitWire.write(out, GitWire.packet("ERR filter 'blob:limit' not supported\n"));
          } else {
            honest.answer(request, client, out);
          }
        };
    try (HostileServer server = new HostileServer(choosy)) {
      assertEquals(List.of("f"), Attempt.at(server.base(), ScanBudget.DEFAULT).paths());
    }
  }

  @Test
  void fileThatTheHostLeftOutIsListedAsTooLarge() throws IOException {
    TestRepository source = TestRepository.inMemory().file("a.py", "pass");
    source.file("data.py", noise(ScanBudget.DEFAULT.fileBytes() + 1)).commit("main");
    try (TestGitServer server = TestGitServer.serving(source.repository(), true);
        RepositorySnapshot snapshot = fetch(server, ADDRESS)) {
      Discovered found = Discovery.discover(snapshot, ScanBudget.DEFAULT, null, new Cancellation());
      assertEquals(List.of("data.py"), found.skipped().get("too-large"));
      assertEquals(List.of("data.py"), found.codeLeftOut());
    }
  }

  @Test
  void emptyRepositoryIsSaidToBeEmpty() throws IOException {
    try (TestGitServer server =
        TestGitServer.serving(TestRepository.inMemory().repository(), true)) {
      ScanFailedException e = assertThrows(ScanFailedException.class, () -> fetch(server, ADDRESS));
      assertEquals(ErrorCode.REPO_NOT_FOUND, e.error().code());
      assertTrue(e.getMessage().contains("empty"));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void largeFileIsAnEntryWithoutBytesWithAndWithoutFilter(boolean filter) throws IOException {
    byte[] exact = new byte[ScanBudget.DEFAULT.fileBytes()];
    byte[] over = new byte[ScanBudget.DEFAULT.fileBytes() + 1];
    TestRepository source = TestRepository.inMemory().file("exact", exact).file("over", over);
    source.commit("main");
    try (TestGitServer server = TestGitServer.serving(source.repository(), filter);
        RepositorySnapshot snapshot = fetch(server, ADDRESS)) {
      assertEquals(
          List.of(new Entry("exact", exact.length), new Entry("over", -1)), snapshot.entries());
      assertArrayEquals(exact, snapshot.read(snapshot.entries().get(0)));
      assertThrows(IOException.class, () -> snapshot.read(snapshot.entries().get(1)));
    }
  }

  @Test
  void linksAndSubmodulesAreNotEntries() throws IOException {
    TestRepository source =
        TestRepository.inMemory()
            .file("real", "x")
            .item("run.sh", FileMode.EXECUTABLE_FILE, "#!/bin/sh".getBytes(UTF_8))
            .item("link", FileMode.SYMLINK, "/etc/passwd".getBytes(UTF_8))
            .item("sub", FileMode.GITLINK, null);
    source.commit("main");
    try (TestGitServer server = TestGitServer.serving(source.repository(), true);
        RepositorySnapshot snapshot = fetch(server, ADDRESS)) {
      assertEquals(
          List.of("real", "run.sh"), snapshot.entries().stream().map(Entry::path).toList());
    }
  }

  @Test
  void onlyWantedHistoryIsTransferred() throws IOException {
    TestRepository source = TestRepository.inMemory().file("old", noise(300_000));
    source.commit("other");
    TestRepository slim = TestRepository.in(source.repository()).file("f", "x");
    slim.commit("main");
    List<TransferProgress> progress = new ArrayList<>();
    try (TestGitServer server = TestGitServer.serving(source.repository(), true);
        RepositorySnapshot snapshot =
            new GitIntake(server.settings())
                .fetch(ADDRESS, ScanBudget.DEFAULT, progress::add, new Cancellation())) {
      assertEquals(1, snapshot.entries().size());
      assertTrue(progress.getLast().bytes() > 0);
      assertTrue(progress.getLast().bytes() < 10_000);
    }
  }

  @Test
  void aKnownCommitIsAskedForAndNotTransferred() throws IOException {
    TestRepository source = TestRepository.inMemory().file("f", noise(300_000));
    ObjectId commit = source.commit("main");
    source.tag("v1", commit);
    List<String> asked = new ArrayList<>();
    List<TransferProgress> progress = new ArrayList<>();
    try (TestGitServer server = TestGitServer.serving(source.repository(), true)) {
      GitIntake intake = new GitIntake(server.settings());
      for (RepositoryAddress address :
          List.of(ADDRESS, ADDRESS.at("v1", null), ADDRESS.at(commit.name(), null))) {
        assertTrue(
            intake
                .fetchUnless(
                    asked::add, address, ScanBudget.DEFAULT, progress::add, new Cancellation())
                .isEmpty());
      }
      assertEquals(Collections.nCopies(3, commit.name()), asked);
      assertTrue(progress.isEmpty());
      try (RepositorySnapshot snapshot =
          intake
              .fetchUnless(name -> false, ADDRESS, ScanBudget.DEFAULT, p -> {}, new Cancellation())
              .orElseThrow()) {
        assertEquals(commit.name(), snapshot.commit().orElseThrow());
      }
    }
  }

  @Test
  void closedSnapshotReadsNothing() throws IOException {
    TestRepository source = TestRepository.inMemory().file("f", "x");
    source.commit("main");
    try (TestGitServer server = TestGitServer.serving(source.repository(), true)) {
      RepositorySnapshot snapshot = fetch(server, ADDRESS);
      snapshot.close();
      snapshot.close();
      assertThrows(IOException.class, () -> snapshot.read(snapshot.entries().getFirst()));
    }
  }

  static byte[] noise(int length) {
    byte[] bytes = new byte[length];
    new java.util.Random(7).nextBytes(bytes);
    return bytes;
  }

  private static RepositorySnapshot fetch(TestGitServer server, RepositoryAddress address) {
    return new GitIntake(server.settings())
        .fetch(address, ScanBudget.DEFAULT, p -> {}, new Cancellation());
  }

  private static String text(RepositorySnapshot snapshot, String path) throws IOException {
    Entry entry =
        snapshot.entries().stream().filter(e -> e.path().equals(path)).findFirst().orElseThrow();
    return new String(snapshot.read(entry), UTF_8);
  }
}
