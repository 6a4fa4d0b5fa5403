package io.mcpscore.intake;

import java.io.IOException;
import java.io.InputStream;
import java.util.UUID;
import org.eclipse.jgit.internal.storage.dfs.DfsInserter;
import org.eclipse.jgit.internal.storage.dfs.DfsObjDatabase;
import org.eclipse.jgit.internal.storage.dfs.DfsPackParser;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryDescription;
import org.eclipse.jgit.internal.storage.dfs.InMemoryRepository;
import org.eclipse.jgit.lib.ObjectChecker;
import org.eclipse.jgit.lib.ObjectInserter;

/**
 * The memory that one fetch goes to. Its name is unique, because the block cache of the git library
 * is shared by the process and finds blocks by name.
 *
 * <p>Every object that comes in is checked: names that would leave the tree or enter {@code .git},
 * duplicates, wrong order. What old tools left in honest repositories (times, padded modes) passes.
 * The check sits here because the library couples its own switch for it to a test of completeness
 * that a filtered fetch cannot pass.
 */
final class FetchRepository extends InMemoryRepository {

  private final long objectBytes;

  /**
   * An empty repository.
   *
   * @param objectBytes inflated size of an object beyond which the whole fetch is refused
   */
  FetchRepository(long objectBytes) {
    super(new DfsRepositoryDescription("fetch-" + UUID.randomUUID()));
    this.objectBytes = objectBytes;
  }

  @Override
  public ObjectInserter newObjectInserter() {
    return new Inserter(getObjectDatabase());
  }

  private static ObjectChecker checker() {
    return new ObjectChecker()
        .setAllowInvalidPersonIdent(true)
        .setAllowLeadingZeroFileMode(true)
        .setIgnore(ObjectChecker.ErrorType.MISSING_EMAIL, true)
        .setIgnore(ObjectChecker.ErrorType.BAD_EMAIL, true);
  }

  private final class Inserter extends DfsInserter {

    private final DfsObjDatabase database;

    Inserter(DfsObjDatabase database) {
      super(database);
      this.database = database;
    }

    @Override
    public DfsPackParser newPackParser(InputStream in) throws IOException {
      DfsPackParser parser = new CheckingParser(database, this, in);
      parser.setMaxObjectSizeLimit(objectBytes);
      return parser;
    }
  }

  private static final class CheckingParser extends DfsPackParser {

    CheckingParser(DfsObjDatabase database, DfsInserter inserter, InputStream in) {
      super(database, inserter, in);
    }

    @Override
    public void setObjectChecker(ObjectChecker ignored) {
      super.setObjectChecker(checker());
    }
  }
}
