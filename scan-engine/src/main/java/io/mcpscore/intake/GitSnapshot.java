package io.mcpscore.intake;

import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;

/** The files of a commit, read from the object store that it owns; nothing is checked out. */
final class GitSnapshot extends IndexedSnapshot<ObjectId> {

  private final Queue<ObjectReader> idle = new ConcurrentLinkedQueue<>();
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
    // A reader remembers what differences are based on, and is for one thread at a time.
    ObjectReader waiting = idle.poll();
    ObjectReader reader = waiting == null ? open.newObjectReader() : waiting;
    try {
      byte[] bytes = reader.open(id, Constants.OBJ_BLOB).getBytes(size);
      idle.add(reader);
      return bytes;
    } catch (IOException | RuntimeException e) {
      reader.close();
      throw e;
    }
  }

  @Override
  public void close() {
    super.close();
    Repository open = store;
    store = null;
    for (ObjectReader reader = idle.poll(); reader != null; reader = idle.poll()) {
      reader.close();
    }
    if (open != null) {
      open.close();
    }
  }
}
