package io.mcpscore.engine.check.poisoning;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.FindingSink.Draft;
import io.mcpscore.engine.check.Named;
import io.mcpscore.engine.check.http.Functions;
import io.mcpscore.engine.check.poisoning.Origins.Place;
import io.mcpscore.engine.mcp.McpModel.ToolDeclaration;
import io.mcpscore.engine.program.Binding;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import io.mcpscore.model.Evidence;
import io.mcpscore.model.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * {@code poisoning-runtime-description}: descriptions that are not what a reviewer reads: fetched,
 * chosen by a trigger, or rewritten after they were registered.
 */
public final class PoisoningRuntimeDescriptionCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("poisoning-runtime-description");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    Assigned assigned = new Assigned();
    Origins origins = new Origins(context.program(), assigned);
    Triggers triggers = new Triggers(context.program(), assigned, origins);
    List<ToolDeclaration> settled = new ArrayList<>();
    for (ToolDeclaration tool : context.servers().tools()) {
      int node = DescriptionNodes.of(tool);
      if (node != NONE) {
        description(tool, node, origins, triggers, settled, findings);
      }
    }
    if (!settled.isEmpty()) {
      findings.report(settled(settled));
    }
    for (SourceModule module : context.program().modules()) {
      if (module.file().role().deducts()) {
        new Rewrites(context.program(), module, triggers)
            .find()
            .forEach(r -> findings.report(rewritten(context, r)));
      }
    }
  }

  private static void description(
      ToolDeclaration tool,
      int node,
      Origins origins,
      Triggers triggers,
      List<ToolDeclaration> settled,
      FindingSink findings) {
    Triggers.Trigger trigger = triggers.of(tool.module(), node);
    if (trigger != null) {
      findings.report(
          draft(
              trigger.module(),
              trigger.node(),
              Severity.HIGH,
              "Which description the tool "
                  + tool.name()
                  + " has depends on "
                  + trigger.what()
                  + ".",
              tool.name()));
      return;
    }
    Map<Origin, Place> found = origins.of(tool.module(), node);
    boolean machine = found.containsKey(Origin.MACHINE) && !found.containsKey(Origin.NETWORK);
    if (machine && !found.containsKey(Origin.CHANCE) && isOfConstants(tool.module(), node)) {
      settled.add(tool);
      return;
    }
    found.keySet().stream()
        .filter(o -> o == Origin.NETWORK || o == Origin.MACHINE || o == Origin.CHANCE)
        .min(Comparator.naturalOrder())
        .ifPresent(
            o ->
                findings.report(
                    draft(
                        tool.module(),
                        node,
                        o == Origin.NETWORK ? Severity.HIGH : Severity.LOW,
                        "The description of the tool "
                            + tool.name()
                            + " is made from "
                            + o.what()
                            + " when the server starts.",
                        tool.name())));
  }

  /** Whether all that a text is made of is settled once, when its module is loaded. */
  private static boolean isOfConstants(SourceModule module, int node) {
    SyntaxTree tree = module.tree();
    return tree.subtree(node)
        .filter(n -> tree.is(n, "identifier"))
        .mapToObj(module::binding)
        .allMatch(
            b ->
                b.orElse(null) instanceof Binding.Import
                    || (b.orElse(null) instanceof Binding.Variable v
                        && Functions.scope(module, v.declaration()) == 0));
  }

  private static Draft settled(List<ToolDeclaration> tools) {
    ToolDeclaration first = tools.getFirst();
    return draft(
        first.module(),
        DescriptionNodes.of(first),
        Severity.INFO,
        "The descriptions of "
            + Named.few(tools.stream().map(ToolDeclaration::name).toList())
            + " hold what the server has found out about the machine when it was loaded.",
        null);
  }

  private static Draft rewritten(CheckContext context, Rewrites.Rewrite rewrite) {
    String tool =
        context.servers().tools().stream()
            .map(ToolDeclaration::name)
            .filter(n -> n.equals(rewrite.owner()))
            .findFirst()
            .orElse(null);
    return draft(
        rewrite.module(),
        rewrite.node(),
        rewrite.severity(),
        "The description of "
            + (tool == null ? "a tool" : "the tool " + tool)
            + " is replaced "
            + rewrite.when()
            + ": it is not the one that was reviewed.",
        tool);
  }

  private static Draft draft(
      SourceModule module, int node, Severity severity, String description, String tool) {
    SyntaxTree tree = module.tree();
    return new Draft(
        module.file(),
        tree.start(node),
        tree.end(node),
        severity,
        Evidence.PROVEN,
        description,
        tool,
        List.of(),
        List.of());
  }
}
