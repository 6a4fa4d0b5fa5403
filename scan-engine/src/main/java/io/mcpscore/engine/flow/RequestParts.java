package io.mcpscore.engine.flow;

import io.mcpscore.engine.program.Program;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.Target;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Expressions that give the HTTP request that is being served, wherever they stand: what stands in
 * a request is chosen by whoever sent it.
 *
 * @param byPath a phrase for a trace, by path and node
 * @param functions keys of the functions that hold such expressions, outer ones included
 */
record RequestParts(Map<String, Map<Integer, String>> byPath, Set<String> functions) {

  private static final Pattern PART =
      Pattern.compile(
          "(?:fastmcp\\.server\\.dependencies|mcp\\.server\\.fastmcp[\\w.]{0,40})"
              + "\\.get_http_(?:request|headers)\\(\\)"
              + "|(?:flask|quart)\\.request\\.(?:args|form|values|json|data|headers|cookies|files"
              + "|query_string|path|full_path|url|get_json|get_data)"
              + "|bottle\\.request\\.(?:query|forms|params|json|headers|files)"
              + "|next/headers\\.(?:headers|cookies)\\(\\)");

  /** Words without which a file has no such expression. */
  private static final List<String> WORDS =
      List.of("get_http_", "flask", "quart", "bottle", "next/headers");

  static RequestParts of(Program program) {
    Map<String, Map<Integer, String>> found = new HashMap<>();
    Set<String> functions = new HashSet<>();
    for (SourceModule module : program.modules()) {
      if (module.file().role().deducts() && mayHold(module)) {
        collect(program, module, found, functions);
      }
    }
    return new RequestParts(found, functions);
  }

  private static boolean mayHold(SourceModule module) {
    return WORDS.stream().anyMatch(module.file().text()::holds);
  }

  private static void collect(
      Program program,
      SourceModule module,
      Map<String, Map<Integer, String>> found,
      Set<String> functions) {
    SyntaxTree tree = module.tree();
    for (int node : tree.ofKinds(CallGraph.CALLS_AND_MEMBERS).toArray()) {
      boolean call = Shapes.isCall(tree, node);
      Target target = program.resolve(module, call ? Shapes.callee(tree, node) : node).orElse(null);
      if (target instanceof Target.External e
          && PART.matcher(e.qualifiedName() + (call ? "()" : "")).matches()) {
        found
            .computeIfAbsent(module.file().path(), p -> new HashMap<>())
            .put(node, Entry.REQUEST + ", " + Shapes.brief(tree.text(node)));
        functions.addAll(Callers.enclosing(module, node));
      }
    }
  }
}
