package io.mcpscore.intake;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mcpscore.engine.Cancellation;
import io.mcpscore.engine.RepositorySnapshot;
import io.mcpscore.engine.RepositorySnapshot.Entry;
import io.mcpscore.engine.ScanBudget;
import io.mcpscore.model.RepositoryAddress;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One tree is one snapshot, whichever way it comes in. */
class SameTreeTest {

  private static final byte[] LARGE = new byte[ScanBudget.DEFAULT.fileBytes() + 7];

  private static final Map<String, byte[]> TREE =
      new TreeMap<>(
          Map.of(
              "a.ts", new byte[] {1},
              "a/b.ts", new byte[] {2, 3},
              "a-b", new byte[0],
              "B/deep/er/file.py", GitIntakeTest.noise(70_000),
              "large.bin", LARGE));

  private static final ArchiveIntake ARCHIVES =
      new ArchiveIntake(new ZipLimits(4_500_000, 50_000_000, 1000), ScanBudget.DEFAULT);

  @TempDir Path top;

  @Test
  void gitDirectoryAndArchivesGiveTheSameEntriesAndBytes() throws IOException {
    try (RepositorySnapshot fetched = fetched();
        RepositorySnapshot directory = directory();
        RepositorySnapshot zip = zip();
        RepositorySnapshot tar = tar()) {
      assertEquals(5, fetched.entries().size());
      assertEquals(fetched.entries(), directory.entries());
      assertEquals(fetched.entries(), zip.entries());
      assertEquals(fetched.entries(), tar.entries());
      assertEquals(fetched.commit(), directory.commit());
      for (Entry entry : fetched.entries()) {
        if (entry.isPresent()) {
          byte[] bytes = fetched.read(entry);
          assertArrayEquals(TREE.get(entry.path()), bytes);
          assertArrayEquals(bytes, directory.read(entry));
          assertArrayEquals(bytes, zip.read(entry));
          assertArrayEquals(bytes, tar.read(entry));
        }
      }
    }
  }

  private static RepositorySnapshot fetched() throws IOException {
    TestRepository source = TestRepository.inMemory();
    TREE.forEach(source::file);
    source.commit("main");
    RepositoryAddress address = new RepositoryAddress("github.com", "o", "n", null, null);
    try (TestGitServer server = TestGitServer.serving(source.repository(), true)) {
      return new GitIntake(server.settings())
          .fetch(address, ScanBudget.DEFAULT, p -> {}, new Cancellation());
    }
  }

  private RepositorySnapshot directory() throws IOException {
    for (Map.Entry<String, byte[]> file : TREE.entrySet()) {
      Path path = top.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
    try (Repository repository =
        new FileRepositoryBuilder().setGitDir(top.resolve(".git").toFile()).build()) {
      repository.create();
      TestRepository source = TestRepository.in(repository);
      TREE.forEach(source::file);
      source.commit("main");
    }
    return new DirectoryIntake(ScanBudget.DEFAULT).open(top);
  }

  private static RepositorySnapshot zip() {
    TestZip zip = new TestZip();
    TREE.forEach((path, bytes) -> zip.file("n-main/" + path, bytes));
    return ARCHIVES.open(zip.stream());
  }

  private static RepositorySnapshot tar() {
    TestTar tar = new TestTar();
    TREE.forEach((path, bytes) -> tar.file("n-main/" + path, bytes));
    return ARCHIVES.open(new ByteArrayInputStream(tar.bytes()));
  }
}
