package io.mcpscore.engine.check.filesystem;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.FindingSink.Draft;
import io.mcpscore.engine.check.SinkTable;
import io.mcpscore.engine.flow.Flow;
import io.mcpscore.engine.mcp.McpModel.ToolDeclaration;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import io.mcpscore.model.Evidence;
import io.mcpscore.model.Severity;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * {@code fs-symlink-follow}: containment that symbolic links lead out of, because the refusal of a
 * link is swallowed, or because links are never looked at.
 */
public final class FsSymlinkFollowCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("fs-symlink-follow");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    for (SourceModule module : context.program().modules()) {
      if (module.file().role().deducts()) {
        SwallowedRefusals.handlers(module)
            .forEach(handler -> findings.report(swallowed(context, module, handler)));
      }
    }
    lexical(context, findings);
  }

  private static Draft swallowed(CheckContext context, SourceModule module, int handler) {
    List<ToolDeclaration> tools = context.flow().reaching(module, handler);
    SyntaxTree tree = module.tree();
    boolean reached = !tools.isEmpty();
    return new Draft(
        module.file(),
        tree.start(handler),
        tree.end(handler),
        reached ? Severity.HIGH : Severity.MEDIUM,
        reached ? Evidence.PROVEN : Evidence.LIKELY,
        "A link that leads outside is refused inside the try block, and the handler takes the refusal"
            + " for a file that does not exist yet and goes on with the path.",
        reached ? tools.getFirst().name() : null,
        List.of(),
        List.of());
  }

  /** What is contained as a text alone: found by asking twice. One word a file is enough. */
  private static void lexical(CheckContext context, FindingSink findings) {
    SinkTable table = FsPathTraversalCheck.sinks(context);
    if (table.isEmpty() || !hasContainment(context)) {
      return;
    }
    Set<Boolean> real = followingLinks(context);
    Set<String> spots = new HashSet<>();
    for (Flow flow : context.flow().into(new PathText(context, table, false))) {
      spots.add(spot(flow));
    }
    Set<String> files = new HashSet<>();
    for (Flow flow : context.flow().into(new PathText(context, table, true))) {
      boolean script = flow.module().file().language().isScript();
      if (!real.contains(script)
          && !spots.contains(spot(flow))
          && files.add(flow.module().file().path())) {
        SyntaxTree tree = flow.module().tree();
        findings.report(
            new Draft(
                flow.module().file(),
                tree.start(flow.call()),
                tree.end(flow.call()),
                Severity.LOW,
                Evidence.LIKELY,
                "The path is held against a directory as a text; a symbolic link inside it leads out.",
                flow.tool(),
                flow.trace(),
                List.of()));
      }
    }
  }

  /**
   * Whether scripts, and whether other modules, follow links anywhere: the test may be a helper's.
   */
  private static Set<Boolean> followingLinks(CheckContext context) {
    Set<Boolean> out = new HashSet<>();
    for (SourceModule module : context.program().modules()) {
      boolean script = module.file().language().isScript();
      if (module.file().role().deducts() && !out.contains(script) && PathForm.isReal(module, 0)) {
        out.add(script);
      }
    }
    return out;
  }

  private static boolean hasContainment(CheckContext context) {
    return context.program().modules().stream()
        .anyMatch(
            m ->
                m.tree()
                    .ofKinds(Containment.KINDS)
                    .anyMatch(
                        n ->
                            Containment.of(m, n)
                                .filter(c -> c.worth() == Containment.Worth.SOUND)
                                .isPresent()));
  }

  private static String spot(Flow flow) {
    return flow.module().file().path() + "#" + flow.call();
  }
}
