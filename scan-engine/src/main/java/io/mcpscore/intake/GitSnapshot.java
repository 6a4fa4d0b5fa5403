package io.mcpscore.intake;

import java.io.IOException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;

/** The files of a commit, read from the object store that it owns; nothing is checked out. */
final class GitSnapshot extends IndexedSnapshot<ObjectId> {

  private volatile Repository store;

  GitSnapshot(Repository store, String commit, EntryCollector<ObjectId> files) {
    super(commit, files);
    this.store = store;
  }

  @Override
  byte[] load(ObjectId id, int size) throws IOException {
    Repository open = store;
    if (open == null) {
      throw new IOException("the snapshot is closed");
    }
    try (ObjectReader reader = open.newObjectReader()) {
      return reader.open(id, Constants.OBJ_BLOB).getBytes(size);
    }
  }

  @Override
  public void close() {
    super.close();
    Repository open = store;
    store = null;
    if (open != null) {
      open.close();
    }
  }
}
