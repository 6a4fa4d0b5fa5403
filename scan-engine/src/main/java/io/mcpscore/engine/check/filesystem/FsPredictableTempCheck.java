package io.mcpscore.engine.check.filesystem;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.Expressions;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import io.mcpscore.model.Severity;
import java.util.Set;

/**
 * {@code fs-predictable-temp}: files in a shared directory under a name that others can foresee.
 */
public final class FsPredictableTempCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("fs-predictable-temp");

  private static final Set<String> NAMES_ONLY =
      Set.of("tempfile.mktemp", "os.tempnam", "os.tmpnam");
  private static final Set<String> DIRECTORIES =
      Set.of("os.tmpdir", "tempfile.gettempdir", "os.default.tmpdir");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    for (Call call : context.calls().all()) {
      if (NAMES_ONLY.contains(call.callee())) {
        findings.report(
            PlaceDrafts.fact(
                call.module(),
                call.node(),
                Severity.MEDIUM,
                "A name for a temporary file is made without the file, so that another can be put"
                    + " there first."));
      }
    }
    for (SourceModule module : context.program().modules()) {
      SyntaxTree tree = module.tree();
      ExternalCalls.nodes(tree)
          .filter(n -> isFixed(context, module, n))
          .forEach(
              n ->
                  findings.report(
                      PlaceDrafts.fact(
                          module,
                          n,
                          Severity.LOW,
                          "A file with a fixed name in a directory that every account can write to.")));
    }
  }

  private static boolean isFixed(CheckContext context, SourceModule module, int call) {
    int path = FileWrites.target(context.program(), context.calls(), module, call);
    if (path == NONE) {
      return false;
    }
    String constant = context.program().constant(module, path).asText("");
    return constant.matches("/(?:var/)?tmp/[^/]{1,200}") || isNamedInTemp(context, module, path);
  }

  /** {@code path.join(os.tmpdir(), "fixed")}. */
  private static boolean isNamedInTemp(CheckContext context, SourceModule module, int path) {
    SyntaxTree tree = module.tree();
    int join = Expressions.valueOf(module, path);
    if (!ExternalCalls.isCall(tree, join) || !Expressions.calledName(tree, join).equals("join")) {
      return false;
    }
    int[] parts = tree.namedChildren(tree.child(join, "arguments")).toArray();
    boolean temp =
        parts.length == 2
            && context
                .calls()
                .at(module, Expressions.valueOf(module, parts[0]))
                .filter(c -> DIRECTORIES.contains(c.callee()))
                .isPresent();
    return temp && context.program().constant(module, parts[1]).isTextual();
  }
}
