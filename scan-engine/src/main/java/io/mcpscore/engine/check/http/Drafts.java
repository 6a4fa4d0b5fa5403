package io.mcpscore.engine.check.http;

import io.mcpscore.engine.check.FindingSink.Draft;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import io.mcpscore.model.Evidence;
import io.mcpscore.model.Severity;
import java.util.List;

/** Findings at a node, for defects that the code shows without following a value. */
public final class Drafts {

  private Drafts() {}

  /** A finding at a node that no tool and no trace belongs to. */
  public static Draft at(
      SourceModule module, int node, Severity severity, Evidence evidence, String description) {
    SyntaxTree tree = module.tree();
    return new Draft(
        module.file(),
        tree.start(node),
        tree.end(node),
        severity,
        evidence,
        description,
        null,
        List.of(),
        List.of());
  }

  /** As {@link #at}, shown completely by the text. */
  public static Draft fact(SourceModule module, int node, Severity severity, String description) {
    return at(module, node, severity, Evidence.PROVEN, description);
  }
}
