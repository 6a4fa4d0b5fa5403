package io.mcpscore.intake;

import io.mcpscore.engine.RepositorySnapshot;
import io.mcpscore.engine.ScanBudget;
import io.mcpscore.model.ApiError;
import io.mcpscore.model.ErrorCode;
import io.mcpscore.model.ScanFailedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/**
 * Opens what lies on disk, read-only and without running anything:
 *
 * <ul>
 *   <li>a work tree (a directory with {@code .git}): files that are tracked, or neither tracked nor
 *       ignored, as they are on disk. The commit is named only when the files on disk are exactly
 *       those of {@code HEAD}, byte for byte;
 *   <li>a bare repository: the tree of {@code HEAD}, from the object store;
 *   <li>any other directory: all files below it.
 * </ul>
 */
public final class DirectoryIntake {

  private final ScanBudget budget;

  /** An intake that holds trees to a budget. */
  public DirectoryIntake(ScanBudget budget) {
    this.budget = budget;
    IsolatedSystemReader.install();
  }

  /**
   * Opens a directory.
   *
   * @return the snapshot; files are read when they are asked for
   * @throws ScanFailedException {@code REPO_NOT_FOUND} when there is no such directory or a bare
   *     repository has no commit, {@code REPO_TOO_LARGE} over the budget, {@code CLONE_FAILED} when
   *     it cannot be read
   */
  public RepositorySnapshot open(Path directory) {
    if (!Files.isDirectory(directory)) {
      throw notFound("There is no such directory.");
    }
    try {
      if (Files.exists(directory.resolve(Constants.DOT_GIT))) {
        return openWorkTree(directory);
      }
      return isBare(directory) ? openBare(directory) : openPlain(directory);
    } catch (IOException e) {
      throw new ScanFailedException(
          new ApiError(ErrorCode.CLONE_FAILED, "The directory cannot be read.", null), false, e);
    }
  }

  private RepositorySnapshot openPlain(Path directory) throws IOException {
    return new DirectorySnapshot(
        null, DirectoryWalk.of(directory, Optional.empty(), Optional.empty(), budget));
  }

  private RepositorySnapshot openWorkTree(Path directory) throws IOException {
    Optional<HeadTree> head = HeadTree.of(directory, budget);
    EntryCollector<Path> files =
        DirectoryWalk.of(directory, head, Optional.of(IgnoreRules.of(directory)), budget);
    Optional<HeadTree> clean = Optional.empty();
    if (head.isPresent() && isSame(head.get(), files)) {
      clean = head;
    }
    return new DirectorySnapshot(clean.map(HeadTree::commit).orElse(null), files);
  }

  private RepositorySnapshot openBare(Path directory) throws IOException {
    Repository store = new FileRepositoryBuilder().setGitDir(directory.toFile()).setBare().build();
    try (ObjectReader reader = store.newObjectReader();
        RevWalk walk = new RevWalk(reader)) {
      ObjectId head = store.resolve(Constants.HEAD);
      if (head == null) {
        throw notFound("The repository is empty: it has no default branch.");
      }
      RevCommit commit = walk.parseCommit(head);
      return new GitSnapshot(
          store, commit.name(), GitTree.walk(reader, commit.getTree(), budget, () -> {}));
    } catch (IOException | RuntimeException e) {
      store.close();
      throw e;
    }
  }

  private static boolean isBare(Path directory) {
    return Files.isRegularFile(directory.resolve(Constants.HEAD))
        && Files.isDirectory(directory.resolve("objects"))
        && (Files.isDirectory(directory.resolve("refs"))
            || Files.isRegularFile(directory.resolve("packed-refs")));
  }

  private static boolean isSame(HeadTree head, EntryCollector<Path> files) throws IOException {
    Map<String, Path> onDisk = files.handles();
    if (!onDisk.keySet().equals(head.files().keySet())) {
      return false;
    }
    for (Map.Entry<String, Path> file : onDisk.entrySet()) {
      if (!Files.isReadable(file.getValue())
          || !blobId(file.getValue()).equals(head.files().get(file.getKey()))) {
        return false;
      }
    }
    return true;
  }

  private static ObjectId blobId(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file);
        ObjectInserter.Formatter formatter = new ObjectInserter.Formatter()) {
      return formatter.idFor(Constants.OBJ_BLOB, Files.size(file), in);
    }
  }

  private static ScanFailedException notFound(String message) {
    return new ScanFailedException(ErrorCode.REPO_NOT_FOUND, message, null);
  }
}
