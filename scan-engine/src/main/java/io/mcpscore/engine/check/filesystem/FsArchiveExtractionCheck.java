package io.mcpscore.engine.check.filesystem;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.Mentions;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.model.Severity;

/** {@code fs-archive-extraction}: members of archives that are written where their names say. */
public final class FsArchiveExtractionCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("fs-archive-extraction");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  private static boolean isLoose(ArchiveMembers members, int node) {
    return members.isExtraction(node)
        || members.isWrittenByName(node)
        || members.isLinkedAway(node);
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    for (SourceModule module : context.program().modules()) {
      if (!module.file().role().deducts() || !Mentions.in(module, ArchiveMembers.WORDS)) {
        continue;
      }
      ArchiveMembers members = new ArchiveMembers(context, module);
      ExternalCalls.nodes(module.tree())
          .filter(n -> isLoose(members, n))
          .forEach(
              n ->
                  findings.report(
                      PlaceDrafts.reached(
                          context,
                          module,
                          n,
                          Severity.HIGH,
                          "The names inside an archive decide where its members are written.")));
      ExternalCalls.nodes(module.tree())
          .filter(members::keepsLinks)
          .forEach(
              n ->
                  findings.report(
                      PlaceDrafts.reached(
                          context,
                          module,
                          n,
                          Severity.MEDIUM,
                          "The members of an archive are chosen by their names, links among them:"
                              + " what is written through a link leaves the directory.")));
    }
  }
}
