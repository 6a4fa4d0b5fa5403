package io.mcpscore.intake;

import io.mcpscore.engine.ScanBudget;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;

/**
 * Lists the files below a directory. With git's view of it, files that are ignored and not tracked
 * are left out, and so are submodules; without, only {@code .git} is. Symbolic links are never
 * followed; devices, pipes and sockets are skipped; what cannot be read is an entry without bytes.
 */
final class DirectoryWalk {

  private record Level(Path directory, String path, Optional<IgnoreRules> rules) {}

  private final Optional<HeadTree> head;
  private final EntryCollector<Path> files;
  private final Deque<Level> open = new ArrayDeque<>();

  private DirectoryWalk(Optional<HeadTree> head, ScanBudget budget) {
    this.head = head;
    this.files = new EntryCollector<>(budget);
  }

  static EntryCollector<Path> of(
      Path top, Optional<HeadTree> head, Optional<IgnoreRules> rules, ScanBudget budget)
      throws IOException {
    DirectoryWalk walk = new DirectoryWalk(head, budget);
    walk.open.push(new Level(top, "", rules));
    while (!walk.open.isEmpty()) {
      walk.list(walk.open.pop());
    }
    return walk.files;
  }

  private void list(Level level) throws IOException {
    try (DirectoryStream<Path> children = Files.newDirectoryStream(level.directory())) {
      for (Path child : children) {
        visit(level, child);
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    } catch (AccessDeniedException e) {
      if (level.path().isEmpty()) {
        throw e;
      }
    }
  }

  private void visit(Level level, Path child) throws IOException {
    String name = child.getFileName().toString();
    String path = level.path() + name;
    if (GitTree.isGitDirectory(name)) {
      return;
    }
    files.see(path);
    BasicFileAttributes attributes;
    try {
      attributes =
          Files.readAttributes(child, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    } catch (NoSuchFileException e) {
      // Deleted since it was listed.
      return;
    }
    if (attributes.isDirectory()) {
      enter(level, child, path);
    } else if (attributes.isRegularFile() && isWanted(level, path)) {
      files.add(path, Files.isReadable(child) ? attributes.size() : -1, child);
    }
  }

  private void enter(Level level, Path child, String path) {
    if (head.isPresent() && head.get().submodules().contains(path)) {
      return;
    }
    boolean tracked = head.isPresent() && head.get().directories().contains(path + "/");
    if (level.rules().isPresent() && !tracked && Files.exists(child.resolve(Constants.DOT_GIT))) {
      // A repository inside, which git does not look into either.
      return;
    }
    boolean ignored = level.rules().isPresent() && level.rules().get().isIgnored(path, true);
    if (tracked || !ignored) {
      // Git lets nothing below an ignored directory be added again by a rule of its own.
      Optional<IgnoreRules> rules =
          level.rules().map(r -> ignored ? r.ignoringAll() : r.below(child, path + "/"));
      open.push(new Level(child, path + "/", rules));
    }
  }

  private boolean isWanted(Level level, String path) {
    return level.rules().isEmpty()
        || (head.isPresent() && head.get().files().containsKey(path))
        || !level.rules().get().isIgnored(path, false);
  }
}
