package io.mcpscore.intake;

import io.mcpscore.engine.ScanBudget;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.jgit.errors.TooLargeObjectInPackException;
import org.eclipse.jgit.internal.storage.dfs.DfsInserter;
import org.eclipse.jgit.internal.storage.dfs.DfsObjDatabase;
import org.eclipse.jgit.internal.storage.dfs.DfsPackParser;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.ObjectChecker;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ProgressMonitor;
import org.eclipse.jgit.transport.PackLock;
import org.eclipse.jgit.transport.PackedObjectInfo;

/**
 * Takes a pack in within the budget, and with every object checked. The check sits here because the
 * git library couples its own switch for it to a test of completeness that a filtered fetch cannot
 * pass.
 */
final class MeteredPackParser extends DfsPackParser {

  private final ScanBudget budget;
  private final long objectBytes;
  private final PackCost cost;
  private final DeltaHead delta = new DeltaHead();

  /**
   * A parser of one pack.
   *
   * @param objectBytes inflated size of an object beyond which the whole fetch is refused
   */
  MeteredPackParser(
      DfsObjDatabase database,
      DfsInserter inserter,
      InputStream in,
      ScanBudget budget,
      long objectBytes) {
    super(database, inserter, in);
    this.budget = budget;
    this.objectBytes = objectBytes;
    this.cost = new PackCost(budget);
    setMaxObjectSizeLimit(objectBytes);
  }

  @Override
  public void setObjectChecker(ObjectChecker ignored) {
    super.setObjectChecker(new IncomingObjectChecker(budget));
  }

  @Override
  public PackLock parse(ProgressMonitor receiving, ProgressMonitor resolving) throws IOException {
    try (delta) {
      return super.parse(receiving, resolving);
    }
  }

  @Override
  protected void onPackHeader(long count) throws IOException {
    cost.objects(count);
    super.onPackHeader(count);
  }

  @Override
  protected void onBeginWholeObject(long at, int type, long size) throws IOException {
    cost.inflated(size);
    super.onBeginWholeObject(at, type, size);
  }

  @Override
  protected void onBeginOfsDelta(long at, long base, long size) throws IOException {
    cost.inflated(size);
    delta.start();
    super.onBeginOfsDelta(at, base, size);
  }

  @Override
  protected void onBeginRefDelta(long at, AnyObjectId base, long size) throws IOException {
    cost.inflated(size);
    delta.start();
    super.onBeginRefDelta(at, base, size);
  }

  @Override
  protected void onObjectData(Source source, byte[] raw, int offset, int count) throws IOException {
    if (source == Source.INPUT) {
      long made = delta.add(raw, offset, count);
      if (made > objectBytes) {
        throw new TooLargeObjectInPackException(made, objectBytes);
      }
      cost.inflated(Math.max(made, 0));
    }
    super.onObjectData(source, raw, offset, count);
  }

  @Override
  protected PackedObjectInfo newInfo(AnyObjectId id, UnresolvedDelta from, ObjectId base) {
    ChainedObject object = new ChainedObject(id, base);
    object.setCRC(super.newInfo(id, from, base).getCRC());
    return object;
  }

  @Override
  protected void onInflatedObjectData(PackedObjectInfo object, int type, byte[] data)
      throws IOException {
    if (object instanceof ChainedObject made && made.isDelta()) {
      made.chain += data.length + PackCost.LINK;
      cost.chain(made.chain);
    }
    super.onInflatedObjectData(object, type, data);
  }

  /** An object that knows the bytes of its chain. */
  private static final class ChainedObject extends PackedObjectInfo {

    private final boolean delta;
    private long chain;

    ChainedObject(AnyObjectId id, ObjectId base) {
      super(id);
      delta = base != null;
      if (base instanceof ChainedObject below) {
        chain = below.delta ? below.chain : below.getFullSize();
      }
    }

    boolean isDelta() {
      return delta;
    }
  }
}
