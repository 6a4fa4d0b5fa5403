package io.mcpscore.intake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.mcpscore.engine.ScanBudget;
import io.mcpscore.model.ErrorCode;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.TreeFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trees that no work tree could hold, or that would harm one. */
class HostileTreesTest {

  private static final ScanBudget BUDGET = Attempt.within(Duration.ofSeconds(20));

  private final TestPack pack = new TestPack();
  private final ObjectId blob = pack.blob("x".getBytes(UTF_8));

  @AfterEach
  void nextFetchWorks() {
    Attempt.assertUnharmed();
  }

  @Test
  void bombOfDirectoriesIsTooLarge() {
    ObjectId tree = pack.tree("f", blob);
    for (int level = 0; level < 40; level++) {
      TreeFormatter wider = new TreeFormatter();
      for (char name = 'a'; name < 'k'; name++) {
        wider.append(String.valueOf(name), FileMode.TREE, tree);
      }
      tree = pack.tree(wider);
    }
    fetch(tree).mustEnd(ErrorCode.REPO_TOO_LARGE, BUDGET);
  }

  @Test
  void deepTreeIsTooLarge() {
    ObjectId tree = pack.tree("f", blob);
    for (int level = 0; level < 10_000; level++) {
      TreeFormatter deeper = new TreeFormatter();
      deeper.append("d", FileMode.TREE, tree);
      tree = pack.tree(deeper);
    }
    fetch(tree).mustEnd(ErrorCode.REPO_TOO_LARGE, BUDGET);
  }

  @Test
  void directoryOfManyEntriesIsTooLarge() {
    TreeFormatter tree = new TreeFormatter();
    for (int i = 0; i < HostileScale.of(200_001, 400_000); i++) {
      tree.append("%06d".formatted(i), FileMode.REGULAR_FILE, blob);
    }
    fetch(pack.tree(tree)).mustEnd(ErrorCode.REPO_TOO_LARGE, BUDGET);
  }

  @Test
  void overlongNameIsTooLarge() {
    fetch(pack.tree("n".repeat(200_000), blob)).mustEnd(ErrorCode.REPO_TOO_LARGE, BUDGET);
  }

  @Test
  void overlongPathIsTooLarge() {
    ObjectId tree = pack.tree("f", blob);
    for (int level = 0; level < 20; level++) {
      TreeFormatter deeper = new TreeFormatter();
      deeper.append("d".repeat(100), FileMode.TREE, tree);
      tree = pack.tree(deeper);
    }
    fetch(tree).mustEnd(ErrorCode.REPO_TOO_LARGE, BUDGET);
  }

  @Test
  void namesThatAllBeginAlikeTakeNoQuadraticTime() {
    // Every name is the start of all that follow: a, a!, a!!, …
    TreeFormatter tree = new TreeFormatter();
    for (int i = 0; i < 3_000; i++) {
      tree.append("a" + "!".repeat(i), FileMode.REGULAR_FILE, blob);
    }
    ScanBudget soon = Attempt.within(Duration.ofSeconds(5));
    fetch(pack.tree(tree), soon).mustEnd(ErrorCode.REPO_TOO_LARGE, soon);
  }

  @ParameterizedTest
  @ValueSource(strings = {".git", ".GIT", "..", ".", "a/b", ""})
  void nameThatLeavesTheTreeIsRefused(String name) {
    ByteArrayOutputStream tree = new ByteArrayOutputStream();
    entry(tree, "100644", name);
    fetch(pack.whole(Constants.OBJ_TREE, tree.toByteArray()))
        .mustEnd(ErrorCode.CLONE_FAILED, BUDGET);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"100644 a 100644 a", "100644 b 100644 a", "999999 a", "100644", "100644 a"})
  void malformedTreeIsRefused(String entries) {
    ByteArrayOutputStream tree = new ByteArrayOutputStream();
    List<String> words = List.of(entries.split(" "));
    for (int i = 0; i + 1 < words.size(); i += 2) {
      entry(tree, words.get(i), words.get(i + 1));
    }
    byte[] raw = tree.toByteArray();
    byte[] cut = words.size() > 2 || entries.startsWith("9") ? raw : Arrays.copyOf(raw, 15);
    fetch(pack.whole(Constants.OBJ_TREE, cut)).mustEnd(ErrorCode.CLONE_FAILED, BUDGET);
  }

  @Test
  void namesThatDifferOnlyInBytesThatAreNoTextAreRefused() {
    ByteArrayOutputStream tree = new ByteArrayOutputStream();
    entry(tree, "100644", new String("\u00fc.py".getBytes(UTF_8), ISO_8859_1));
    entry(tree, "100644", "\u00fc.py");
    fetch(pack.whole(Constants.OBJ_TREE, tree.toByteArray()))
        .mustEnd(ErrorCode.CLONE_FAILED, BUDGET);
  }

  @Test
  void oddNamesArePathsLikeAnyOther() {
    ByteArrayOutputStream tree = new ByteArrayOutputStream();
    List<String> names =
        List.of("\t\n", "-rf", "C:\\x", "CON", "README", "Readme", "a\u00e4", "readme", "~");
    names.forEach(name -> entry(tree, "100644", new String(name.getBytes(UTF_8), ISO_8859_1)));
    Attempt attempt = fetch(pack.whole(Constants.OBJ_TREE, tree.toByteArray()));
    assertEquals(names, attempt.paths(), attempt.message());
  }

  @Test
  void linksAndSubmodulesAreNeverFollowed(@TempDir Path directory) {
    Path witness = directory.resolve("ran");
    ObjectId modules =
        pack.blob(
            ("[submodule \"x\"]\n\tpath = x\n\turl = ext::touch "
                    + witness
                    + "\n\tupdate = !touch "
                    + witness)
                .getBytes(UTF_8));
    ObjectId hook = pack.blob(("#!/bin/sh\ntouch " + witness).getBytes(UTF_8));
    TreeFormatter tree = new TreeFormatter();
    tree.append(".gitattributes", FileMode.REGULAR_FILE, pack.blob("* filter=x".getBytes(UTF_8)));
    tree.append(".gitmodules", FileMode.REGULAR_FILE, modules);
    tree.append("etc", FileMode.SYMLINK, pack.blob("/etc".getBytes(UTF_8)));
    tree.append("loop", FileMode.SYMLINK, pack.blob("loop".getBytes(UTF_8)));
    tree.append("post-checkout", FileMode.EXECUTABLE_FILE, hook);
    tree.append("x", FileMode.GITLINK, GitWire.TIP);
    assertEquals(
        List.of(".gitattributes", ".gitmodules", "post-checkout"), fetch(pack.tree(tree)).paths());
    assertFalse(Files.exists(witness));
  }

  @Test
  void tagsOfTagsLeadToTheCommit() {
    ObjectId tip = pack.commit(pack.tree("f", blob));
    String type = "commit";
    for (int i = 0; i < 500; i++) {
      tip = pack.tag(tip, type);
      type = "tag";
    }
    assertEquals(List.of("f"), fetchTip(tip, BUDGET).paths());
  }

  @Test
  void tipThatIsNoCommitIsRefused() {
    fetchTip(blob, BUDGET).mustEnd(ErrorCode.CLONE_FAILED, BUDGET);
    fetchTip(pack.tag(blob, "blob"), BUDGET).mustEnd(ErrorCode.CLONE_FAILED, BUDGET);
    fetchTip(pack.tag(blob, "commit"), BUDGET).mustEnd(ErrorCode.CLONE_FAILED, BUDGET);
  }

  @Test
  void treeThatTheHostLeftOutIsRefused() {
    fetch(GitWire.TIP).mustEnd(ErrorCode.CLONE_FAILED, BUDGET);
  }

  private Attempt fetch(ObjectId tree) {
    return fetch(tree, BUDGET);
  }

  private Attempt fetch(ObjectId tree, ScanBudget budget) {
    return fetchTip(pack.commit(tree), budget);
  }

  private Attempt fetchTip(ObjectId tip, ScanBudget budget) {
    try (HostileServer server = new HostileServer(GitWire.serving(tip, pack.bytes()))) {
      return Attempt.at(server.base(), budget);
    }
  }

  /** An entry of a tree; the name's characters are its bytes. */
  private void entry(ByteArrayOutputStream tree, String mode, String name) {
    tree.writeBytes((mode + " " + name + "\0").getBytes(ISO_8859_1));
    byte[] id = new byte[Constants.OBJECT_ID_LENGTH];
    blob.copyRawTo(id, 0);
    tree.writeBytes(id);
  }
}
