package io.mcpscore.engine.check.supplychain;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.FindingSink.Draft;
import io.mcpscore.engine.check.RepositoryCheck;
import io.mcpscore.engine.dependency.Dependency;
import io.mcpscore.engine.dependency.Dependency.Kind;
import io.mcpscore.engine.source.SourceFile;
import io.mcpscore.model.Evidence;
import io.mcpscore.model.Severity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code supply-chain-excessive-deps}: manifests that ask for very many packages. */
public final class SupplyChainExcessiveDepsCheck implements RepositoryCheck {

  private static final CheckInfo INFO = CheckInfoReader.read("supply-chain-excessive-deps");
  private static final int MOST_PRODUCTION = 49;
  private static final int MOST_IN_ALL = 99;
  private static final int VERY_MANY = 199;

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    Map<SourceFile, List<Dependency>> byManifest = new LinkedHashMap<>();
    context.dependencies().stream()
        .filter(d -> d.kind().isDirect())
        .forEach(d -> byManifest.computeIfAbsent(d.file(), f -> new ArrayList<>()).add(d));
    byManifest.forEach((file, all) -> look(file, all, findings));
  }

  private static void look(SourceFile file, List<Dependency> all, FindingSink findings) {
    long total = all.stream().map(Dependency::name).distinct().count();
    long production =
        all.stream()
            .filter(d -> d.kind() == Kind.PRODUCTION)
            .map(Dependency::name)
            .distinct()
            .count();
    if (production > MOST_PRODUCTION || total > MOST_IN_ALL) {
      Dependency first = all.getFirst();
      findings.report(
          new Draft(
              file,
              first.start(),
              first.end(),
              production > VERY_MANY ? Severity.MEDIUM : Severity.LOW,
              Evidence.PROVEN,
              "The manifest asks for "
                  + production
                  + " packages to run and for "
                  + total
                  + " in all; each can run code where the server runs.",
              null,
              List.of(),
              List.of()));
    }
  }
}
