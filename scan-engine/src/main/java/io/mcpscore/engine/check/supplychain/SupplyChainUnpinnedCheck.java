package io.mcpscore.engine.check.supplychain;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.Facts;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.Named;
import io.mcpscore.engine.check.RepositoryCheck;
import io.mcpscore.engine.dependency.Bounds;
import io.mcpscore.engine.dependency.Dependency;
import io.mcpscore.engine.dependency.Dependency.Kind;
import io.mcpscore.engine.dependency.Origin.Form;
import io.mcpscore.engine.source.SourceFile;
import io.mcpscore.model.Severity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code supply-chain-unpinned}: packages of which any future version would do, with no lock file
 * that holds one. Told once for each manifest.
 */
public final class SupplyChainUnpinnedCheck implements RepositoryCheck {

  private static final CheckInfo INFO = CheckInfoReader.read("supply-chain-unpinned");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    LockFiles locks = new LockFiles(context);
    Map<SourceFile, List<Dependency>> open = new LinkedHashMap<>();
    for (Dependency d : context.dependencies()) {
      if (d.kind() == Kind.PRODUCTION
          && d.version() == null
          && d.origin().form() == Form.REGISTRY
          && Bounds.of(d.ecosystem(), d.requirement()).filter(b -> b.below() == null).isPresent()
          && !locks.cover(d.ecosystem(), d.file())) {
        open.computeIfAbsent(d.file(), f -> new ArrayList<>()).add(d);
      }
    }
    open.forEach(
        (file, all) -> findings.report(Facts.at(all.getFirst(), Severity.LOW, description(all))));
  }

  private static String description(List<Dependency> all) {
    List<String> names = all.stream().map(Dependency::name).distinct().toList();
    return "No lock file, and no upper end for the version of "
        + Named.few(names)
        + ": whatever is published next is installed.";
  }
}
