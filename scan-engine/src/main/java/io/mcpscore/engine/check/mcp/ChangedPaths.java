package io.mcpscore.engine.check.mcp;

import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.flow.SinkRule;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Paths of files that are deleted or written; what lies in a directory for scratch is harmless. */
record ChangedPaths(CheckContext context) implements SinkRule {

  private static final Pattern JOINS =
      Pattern.compile("(?:path\\.)?(?:join|resolve)|os\\.path\\.join");
  private static final Pattern SCRATCH_DIRECTORY =
      Pattern.compile("(?i)tmp_?dir|gettempdir|mkdtemp|temp_?dir|cache_?dir");
  private static final Set<String> BASE_NAMES = Set.of("path.basename", "os.path.basename");

  @Override
  public List<Integer> sinks(SourceModule module, int node) {
    boolean files = ActKind.of(context, module, node).filter(ActKind::touchesFiles).isPresent();
    if (!files || Acts.isScratch(module, node)) {
      return List.of();
    }
    Call call = new Call(module, node, "");
    SyntaxTree tree = module.tree();
    String method = tree.text(tree.child(call.function(), "attribute"));
    boolean onPath =
        method.startsWith("write_")
            || ((method.equals("unlink") || method.equals("rmdir"))
                && call.argument(0) == SyntaxTree.NONE);
    int path = onPath ? call.receiver() : call.argument(0);
    return path == SyntaxTree.NONE ? List.of() : List.of(path);
  }

  @Override
  public boolean cleans(SourceModule module, int node) {
    String name = context.calls().at(module, node).map(Call::callee).orElse("");
    if (BASE_NAMES.contains(name)) {
      return true;
    }
    Call call = new Call(module, node, "");
    return JOINS.matcher(name).matches()
        && SCRATCH_DIRECTORY.matcher(module.tree().text(call.argument(0))).find();
  }
}
