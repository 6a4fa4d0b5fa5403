package io.mcpscore.intake;

import io.mcpscore.engine.ScanBudget;
import java.io.IOException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.treewalk.TreeWalk;

/** Lists the files of a git tree. Symbolic links and submodules are counted and left out. */
final class GitTree {

  private GitTree() {}

  /**
   * Walks a tree within the budget.
   *
   * @param reader of the store that holds it
   * @param tree its id
   * @param goOn called for every entry; throws to end the walk
   */
  static EntryCollector<ObjectId> walk(
      ObjectReader reader, AnyObjectId tree, ScanBudget budget, Runnable goOn) throws IOException {
    EntryCollector<ObjectId> files = new EntryCollector<>(budget);
    try (TreeWalk walk = new TreeWalk(reader)) {
      walk.addTree(tree);
      // A recursive walk would run through a bomb of empty directories without ever coming back.
      walk.setRecursive(false);
      while (walk.next()) {
        goOn.run();
        String path = walk.getPathString();
        files.see(path);
        if (isGitDirectory(walk.getNameString())) {
          continue;
        }
        int mode = walk.getRawMode(0);
        if (FileMode.TREE.equals(mode)) {
          walk.enterSubtree();
        } else if (isFile(mode)) {
          ObjectId id = walk.getObjectId(0);
          files.add(path, size(reader, id), id);
        }
      }
    }
    return files;
  }

  /** Whether a mode is that of a file, executable or not. */
  static boolean isFile(int mode) {
    return (mode & FileMode.TYPE_MASK) == FileMode.TYPE_FILE;
  }

  static boolean isGitDirectory(String name) {
    return name.equalsIgnoreCase(Constants.DOT_GIT);
  }

  private static long size(ObjectReader reader, AnyObjectId id) throws IOException {
    try {
      return reader.getObjectSize(id, Constants.OBJ_BLOB);
    } catch (MissingObjectException e) {
      return -1;
    }
  }
}
