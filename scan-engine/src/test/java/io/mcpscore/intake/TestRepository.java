package io.mcpscore.intake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryDescription;
import org.eclipse.jgit.internal.storage.dfs.InMemoryRepository;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.TagBuilder;

/** Builds commits file by file, with modes that no work tree could hold safely. */
final class TestRepository {

  private static final PersonIdent AUTHOR =
      new PersonIdent("A", "a@example.org", Instant.ofEpochSecond(1_700_000_000), ZoneOffset.UTC);

  private record Item(FileMode mode, byte[] bytes) {}

  private final Repository repository;
  private final Map<String, Item> items = new LinkedHashMap<>();

  private TestRepository(Repository repository) {
    this.repository = repository;
  }

  static TestRepository inMemory() {
    return new TestRepository(new InMemoryRepository(new DfsRepositoryDescription("test")));
  }

  static TestRepository in(Repository repository) {
    return new TestRepository(repository);
  }

  Repository repository() {
    return repository;
  }

  TestRepository file(String path, String text) {
    return file(path, text.getBytes(StandardCharsets.UTF_8));
  }

  TestRepository file(String path, byte[] bytes) {
    return item(path, FileMode.REGULAR_FILE, bytes);
  }

  TestRepository item(String path, FileMode mode, byte[] bytes) {
    items.put(path, new Item(mode, bytes));
    return this;
  }

  /** Commits everything added so far to a branch. */
  ObjectId commit(String branch) {
    try (ObjectInserter inserter = repository.newObjectInserter()) {
      DirCache index = DirCache.newInCore();
      DirCacheBuilder builder = index.builder();
      for (Map.Entry<String, Item> item : items.entrySet()) {
        DirCacheEntry entry = new DirCacheEntry(item.getKey());
        entry.setFileMode(item.getValue().mode());
        entry.setObjectId(
            item.getValue().mode().equals(FileMode.GITLINK)
                ? ObjectId.fromString("0123456789012345678901234567890123456789")
                : inserter.insert(Constants.OBJ_BLOB, item.getValue().bytes()));
        builder.add(entry);
      }
      builder.finish();
      ObjectId commit = commit(inserter, index.writeTree(inserter));
      inserter.flush();
      point(Constants.R_HEADS + branch, commit);
      return commit;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Commits a tree that was written by hand. */
  ObjectId commitTree(String branch, ObjectId tree) throws IOException {
    try (ObjectInserter inserter = repository.newObjectInserter()) {
      ObjectId commit = commit(inserter, tree);
      inserter.flush();
      point(Constants.R_HEADS + branch, commit);
      return commit;
    }
  }

  ObjectId tag(String name, ObjectId target) throws IOException {
    try (ObjectInserter inserter = repository.newObjectInserter()) {
      TagBuilder tag = new TagBuilder();
      tag.setTag(name);
      tag.setTagger(AUTHOR);
      tag.setMessage("tag");
      tag.setObjectId(target, Constants.OBJ_COMMIT);
      ObjectId id = inserter.insert(tag);
      inserter.flush();
      point(Constants.R_TAGS + name, id);
      return id;
    }
  }

  private static ObjectId commit(ObjectInserter inserter, ObjectId tree) throws IOException {
    CommitBuilder commit = new CommitBuilder();
    commit.setTreeId(tree);
    commit.setAuthor(AUTHOR);
    commit.setCommitter(AUTHOR);
    commit.setMessage("change");
    return inserter.insert(commit);
  }

  private void point(String ref, ObjectId id) throws IOException {
    RefUpdate update = repository.updateRef(ref);
    update.setNewObjectId(id);
    update.forceUpdate();
    if (ref.equals(Constants.R_HEADS + "main")) {
      repository.updateRef(Constants.HEAD).link(ref);
    }
  }
}
