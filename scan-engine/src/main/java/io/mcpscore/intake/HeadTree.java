package io.mcpscore.intake;

import io.mcpscore.engine.ScanBudget;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.treewalk.TreeWalk;

/**
 * What the checked-out commit of a local repository holds, read from its object store. No filter
 * that its configuration may name is run.
 *
 * @param commit 40 hex digits
 * @param files blob id by path
 * @param directories every directory with a file in it, with a slash at the end
 * @param submodules paths of submodules
 */
record HeadTree(
    String commit, Map<String, ObjectId> files, Set<String> directories, Set<String> submodules) {

  /**
   * The tree of a work tree's commit.
   *
   * @return empty without a commit or with a store that cannot be read
   */
  static Optional<HeadTree> of(Path workTree, ScanBudget budget) {
    try (Repository repository =
        new FileRepositoryBuilder().setWorkTree(workTree.toFile()).setMustExist(true).build()) {
      return read(repository, budget);
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<HeadTree> read(Repository repository, ScanBudget budget)
      throws IOException {
    ObjectId head = repository.resolve(Constants.HEAD);
    if (head == null) {
      return Optional.empty();
    }
    Map<String, ObjectId> files = new HashMap<>();
    Set<String> directories = new HashSet<>();
    Set<String> submodules = new HashSet<>();
    EntryCollector<ObjectId> counted = new EntryCollector<>(budget);
    try (ObjectReader reader = repository.newObjectReader();
        RevWalk commits = new RevWalk(reader);
        TreeWalk walk = new TreeWalk(reader)) {
      RevCommit commit = commits.parseCommit(head);
      walk.addTree(commit.getTree());
      while (walk.next()) {
        String path = walk.getPathString();
        int mode = walk.getRawMode(0);
        counted.see(path);
        if (FileMode.TREE.equals(mode)) {
          directories.add(path + "/");
          walk.enterSubtree();
        } else if (FileMode.GITLINK.equals(mode)) {
          submodules.add(path);
        } else if (GitTree.isFile(mode)) {
          files.put(path, walk.getObjectId(0));
        }
      }
      return Optional.of(new HeadTree(commit.name(), files, directories, submodules));
    }
  }
}
