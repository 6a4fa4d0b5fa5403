package io.mcpscore.engine.check.auth;

import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.check.http.CallSites;
import io.mcpscore.engine.check.http.Functions;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.Target;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** In one module, the functions that list tools, those that call them, and the policies in both. */
final class ToolPolicies {

  private static final Pattern LISTING =
      Pattern.compile("_{0,2}(?:on_|handle_)?(?:mcp_)?list_tools(?:_mcp)?");
  private static final Pattern CALLING =
      Pattern.compile(
          "_{0,2}(?:on_|handle_)?(?:mcp_)?call_tool(?:_mcp)?|_{0,2}get_tool|run_middleware");
  private static final Pattern POLICY =
      Pattern.compile(
          "(?i)\\w{0,30}(?:read_?only|(?:enabled|allowed|disabled|denied|blocked|permitted)_?tools?"
              + "|toolsets?|should_include|is_tool_(?:enabled|allowed)|isTool(?:Enabled|Allowed))\\w{0,30}");

  /** The hint of a listed tool is a word about it and no policy. */
  private static final Pattern HINT = Pattern.compile("(?i)read_?only_?hint");

  private static final int MOST_FUNCTIONS = 60;

  private final CheckContext context;
  private final SourceModule module;
  private final SyntaxTree tree;

  ToolPolicies(CheckContext context, SourceModule module) {
    this.context = context;
    this.module = module;
    this.tree = module.tree();
  }

  /** The conditions of listing functions that no calling function beside them asks. */
  IntStream hidingOnly() {
    return tree.subtree(0)
        .filter(module::isFunction)
        .filter(f -> isOf(f, LISTING, "ListToolsRequestSchema"))
        .map(this::unasked)
        .filter(n -> n != SyntaxTree.NONE);
  }

  private int unasked(int listing) {
    int policy =
        tree.subtree(tree.child(listing, "body"))
            .filter(n -> isFilter(n) && mentionsPolicy(module, n))
            .findFirst()
            .orElse(SyntaxTree.NONE);
    if (policy == SyntaxTree.NONE) {
      return SyntaxTree.NONE;
    }
    int scope = tree.enclosing(listing, "class_definition");
    List<Integer> calling =
        tree.subtree(Math.max(0, scope))
            .filter(module::isFunction)
            .filter(f -> isOf(f, CALLING, "CallToolRequestSchema"))
            .boxed()
            .toList();
    // A class that changes the list alone inherits calls that know nothing of it.
    boolean override = scope != SyntaxTree.NONE && calling.isEmpty();
    boolean asked = calling.stream().anyMatch(this::asksPolicy);
    return override || (!calling.isEmpty() && !asked) ? policy : SyntaxTree.NONE;
  }

  private boolean isOf(int function, Pattern name, String schema) {
    String own = Functions.name(module, function);
    if (name.matcher(own).matches()) {
      return true;
    }
    int list = tree.parent(function);
    int call = tree.is(list, "arguments") ? tree.parent(list) : SyntaxTree.NONE;
    boolean registered =
        call != SyntaxTree.NONE && tree.text(new Call(module, call, "").argument(0)).equals(schema);
    return registered || isDecorated(function, name);
  }

  private boolean isDecorated(int function, Pattern name) {
    int parent = tree.parent(function);
    return tree.is(parent, "decorated_definition")
        && tree.children(parent)
            .filter(c -> tree.is(c, "decorator"))
            .map(c -> tree.namedChild(c, 0))
            .filter(c -> ExternalCalls.isCall(tree, c))
            .anyMatch(c -> name.matcher(CallSites.name(new Call(module, c, ""))).matches());
  }

  /** A condition in a loop, or a function that picks items. */
  private boolean isFilter(int node) {
    return switch (tree.kind(node)) {
      case "if_statement" -> tree.enclosing(node, "for_statement") != SyntaxTree.NONE;
      case "if_clause" -> true;
      case "call_expression" -> CallSites.name(new Call(module, node, "")).equals("filter");
      default -> false;
    };
  }

  private boolean mentionsPolicy(SourceModule in, int node) {
    SyntaxTree t = in.tree();
    int part = t.is(node, "if_statement") ? t.child(node, "condition") : node;
    return t.subtree(part).limit(2_000).anyMatch(n -> isPolicy(t, n));
  }

  private static boolean isPolicy(SyntaxTree tree, int node) {
    boolean name =
        tree.is(node, "identifier")
            || tree.is(node, "property_identifier")
            || tree.is(node, "shorthand_property_identifier");
    if (!name || tree.end(node) - tree.start(node) > 60) {
      return false;
    }
    String text = tree.text(node);
    return POLICY.matcher(text).matches() && !HINT.matcher(text).matches();
  }

  /** Whether a function, or one that it calls, asks a policy. */
  private boolean asksPolicy(int calling) {
    Deque<Target.Defined> open = new ArrayDeque<>();
    Set<String> seen = new HashSet<>();
    open.add(new Target.Defined(module, calling));
    for (int i = 0; i < MOST_FUNCTIONS && !open.isEmpty(); i++) {
      Target.Defined at = open.poll();
      SyntaxTree t = at.module().tree();
      if (!seen.add(at.module().file().path() + at.node())) {
        continue;
      }
      if (t.subtree(at.node()).anyMatch(n -> isPolicy(t, n))) {
        return true;
      }
      t.subtree(at.node())
          .filter(n -> ExternalCalls.isCall(t, n))
          .limit(200)
          .forEach(n -> follow(at.module(), n, open));
    }
    return false;
  }

  private void follow(SourceModule in, int call, Deque<Target.Defined> open) {
    int function = new Call(in, call, "").function();
    if (context.program().resolve(in, function).orElse(null) instanceof Target.Defined d
        && d.module().isFunction(d.node())) {
      open.add(d);
    }
  }
}
