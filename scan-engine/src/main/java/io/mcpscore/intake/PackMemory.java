package io.mcpscore.intake;

import java.io.FileNotFoundException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jgit.internal.storage.dfs.DfsObjDatabase;
import org.eclipse.jgit.internal.storage.dfs.DfsOutputStream;
import org.eclipse.jgit.internal.storage.dfs.DfsPackDescription;
import org.eclipse.jgit.internal.storage.dfs.DfsReaderOptions;
import org.eclipse.jgit.internal.storage.dfs.DfsRepository;
import org.eclipse.jgit.internal.storage.dfs.ReadableChannel;
import org.eclipse.jgit.internal.storage.pack.PackExt;
import org.eclipse.jgit.lib.ObjectId;

/**
 * The packs of one fetch, in memory and held once. The git library's own store of this kind doubles
 * its buffer while it grows and then copies it, which takes three times the size of the pack.
 */
final class PackMemory extends DfsObjDatabase {

  private final Map<String, MemoryFile> files = new ConcurrentHashMap<>();
  private volatile List<DfsPackDescription> packs = List.of();
  private volatile Set<ObjectId> shallow = Set.of();

  PackMemory(DfsRepository repository) {
    super(repository, new DfsReaderOptions());
  }

  @Override
  protected DfsPackDescription newPack(PackSource source) {
    return new DfsPackDescription(
        getRepository().getDescription(), "pack-" + files.size() + "-" + source, source);
  }

  @Override
  protected synchronized void commitPackImpl(
      Collection<DfsPackDescription> added, Collection<DfsPackDescription> replaced) {
    List<DfsPackDescription> all = new ArrayList<>(added);
    all.addAll(packs);
    if (replaced != null) {
      all.removeAll(replaced);
    }
    packs = List.copyOf(all);
    clearCache();
  }

  @Override
  protected void rollbackPack(Collection<DfsPackDescription> broken) {
    files.clear();
  }

  @Override
  protected List<DfsPackDescription> listPacks() {
    return packs;
  }

  @Override
  protected ReadableChannel openFile(DfsPackDescription pack, PackExt part)
      throws FileNotFoundException {
    MemoryFile file = files.get(pack.getFileName(part));
    if (file == null) {
      throw new FileNotFoundException("no such part of the pack");
    }
    return file.open();
  }

  @Override
  protected DfsOutputStream writeFile(DfsPackDescription pack, PackExt part) {
    MemoryFile file = new MemoryFile();
    files.put(pack.getFileName(part), file);
    return file;
  }

  @Override
  public Set<ObjectId> getShallowCommits() {
    return shallow;
  }

  @Override
  public void setShallowCommits(Set<ObjectId> commits) {
    shallow = Set.copyOf(commits);
  }

  @Override
  public long getApproximateObjectCount() {
    return packs.stream().mapToLong(DfsPackDescription::getObjectCount).sum();
  }

  @Override
  public void close() {
    super.close();
    files.clear();
  }
}
