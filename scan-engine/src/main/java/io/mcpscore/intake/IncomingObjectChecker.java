package io.mcpscore.intake;

import io.mcpscore.engine.ScanBudget;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.ObjectChecker;

/**
 * What git itself checks of objects that come in: names that would leave the tree or enter {@code
 * .git}, duplicates, wrong order, broken commits and tags. What old tools left in honest
 * repositories passes: people without a proper name, address or time, and padded modes.
 *
 * <p>Trees are first held to the budget and to the cost of the check for duplicates: see {@link
 * TreeCost}.
 */
final class IncomingObjectChecker extends ObjectChecker {

  private final TreeCost cost;

  IncomingObjectChecker(ScanBudget budget) {
    cost = new TreeCost(budget);
    setAllowInvalidPersonIdent(true);
    setAllowLeadingZeroFileMode(true);
    setIgnore(ErrorType.MISSING_EMAIL, true);
    setIgnore(ErrorType.BAD_EMAIL, true);
  }

  @Override
  public void checkTree(AnyObjectId id, byte[] raw) throws CorruptObjectException {
    cost.check(raw);
    super.checkTree(id, raw);
  }
}
