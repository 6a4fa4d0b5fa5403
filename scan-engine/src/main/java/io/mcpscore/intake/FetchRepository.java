package io.mcpscore.intake;

import io.mcpscore.engine.ScanBudget;
import java.io.InputStream;
import java.util.UUID;
import org.eclipse.jgit.internal.storage.dfs.DfsInserter;
import org.eclipse.jgit.internal.storage.dfs.DfsObjDatabase;
import org.eclipse.jgit.internal.storage.dfs.DfsPackParser;
import org.eclipse.jgit.internal.storage.dfs.DfsReftableDatabase;
import org.eclipse.jgit.internal.storage.dfs.DfsRepository;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryDescription;
import org.eclipse.jgit.internal.storage.dfs.InMemoryRepository;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.RefDatabase;

/**
 * The memory that one fetch goes to, and nothing else: no file, no ref, no configuration. Its name
 * is unique, because the block cache of the git library is shared by the process and finds blocks
 * by name.
 */
final class FetchRepository extends DfsRepository {

  private final ScanBudget budget;
  private final long objectBytes;
  private final PackMemory packs = new PackMemory(this);
  private final RefDatabase refs = new DfsReftableDatabase(this) {};

  /**
   * An empty repository.
   *
   * @param objectBytes inflated size of an object beyond which the whole fetch is refused
   */
  FetchRepository(ScanBudget budget, long objectBytes) {
    super(
        new InMemoryRepository.Builder()
            .setRepositoryDescription(new DfsRepositoryDescription("fetch-" + UUID.randomUUID())));
    this.budget = budget;
    this.objectBytes = objectBytes;
  }

  @Override
  public DfsObjDatabase getObjectDatabase() {
    return packs;
  }

  @Override
  public RefDatabase getRefDatabase() {
    return refs;
  }

  @Override
  public ObjectInserter newObjectInserter() {
    return new Inserter(packs);
  }

  private final class Inserter extends DfsInserter {

    Inserter(DfsObjDatabase database) {
      super(database);
    }

    @Override
    public DfsPackParser newPackParser(InputStream in) {
      return new MeteredPackParser(packs, this, in, budget, objectBytes);
    }
  }
}
