package io.mcpscore.engine.check.mcp;

import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.Target;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The code that lists tools, the code that calls them, and the policies that each of it names. */
final class Listings {

  private static final Pattern LISTS =
      Pattern.compile("_?(?:mcp_|handle_|on_)?list_tools(?:_mcp)?|_?(?:handle|on)?ListTools");
  private static final Pattern CALLS =
      Pattern.compile("_?(?:mcp_|handle_|on_)?call_tool(?:_mcp)?|_?(?:handle|on)?CallTool");

  /** Names of settings that say which tools may be used. */
  private static final Pattern POLICY =
      Pattern.compile(
          "(?i)_?(?:is_?)?(?:read_?only(?:_?mode)?|(?:enabled?|allowed|disabled?|blocked|denied)_?tools?(?:ets)?"
              + "(?:_?(?:filter|list|set))?|tool_?(?:allow|deny|block)_?list)");

  private static final int MOST = 200;

  private final CheckContext context;
  private final List<Code> listing = new ArrayList<>();
  private final List<Code> calling = new ArrayList<>();
  private final List<Code> refusing = new ArrayList<>();

  Listings(CheckContext context) {
    this.context = context;
    for (SourceModule module : context.program().modules()) {
      if (module.file().role().deducts()) {
        read(module);
      }
    }
  }

  /**
   * A function.
   *
   * @param module where it is
   * @param function its node
   */
  record Code(SourceModule module, int function) {}

  /** The functions that answer with the list of tools. */
  List<Code> listing() {
    return listing;
  }

  /** The policies that a function names, without underscores, in lower case. */
  Set<String> policies(Code code) {
    Set<String> found = new TreeSet<>();
    SyntaxTree tree = code.module().tree();
    tree.subtree(code.function())
        .filter(n -> isName(tree, n))
        .mapToObj(tree::text)
        .filter(t -> t.length() < MOST && POLICY.matcher(t).matches())
        .forEach(t -> found.add(plain(t)));
    return found;
  }

  /** Whether code that handles calls, or a test that refuses them, names a policy. */
  boolean isEnforced(String policy) {
    return calling.stream().anyMatch(c -> names(c, policy, 2))
        || refusing.stream().anyMatch(c -> policies(c).contains(policy));
  }

  private boolean names(Code code, String policy, int hops) {
    if (policies(code).contains(policy)) {
      return true;
    }
    SyntaxTree tree = code.module().tree();
    return hops > 0
        && tree.subtree(code.function())
            .filter(n -> ExternalCalls.isCall(tree, n))
            .limit(MOST)
            .mapToObj(n -> context.program().resolve(code.module(), tree.child(n, "function")))
            .flatMap(Optional::stream)
            .anyMatch(
                t ->
                    t instanceof Target.Defined d
                        && d.module().isFunction(d.node())
                        && names(new Code(d.module(), d.node()), policy, hops - 1));
  }

  /** The test in a listing that leaves tools out by one of the policies. */
  Optional<Integer> filter(Code code, Set<String> policies) {
    SyntaxTree tree = code.module().tree();
    return tree.subtree(code.function())
        .filter(n -> isTest(tree, n))
        .filter(
            n ->
                tree.subtree(n)
                    .filter(c -> isName(tree, c))
                    .anyMatch(c -> policies.contains(plain(tree.text(c)))))
        .boxed()
        .findFirst();
  }

  /** Conditions whose branch goes on with the next tool, filters, filtering comprehensions. */
  private static boolean isTest(SyntaxTree tree, int node) {
    int parent = tree.parent(node);
    if (tree.is(parent, "if_statement") && tree.field(node).equals("condition")) {
      return tree.subtree(tree.child(parent, "consequence"))
          .anyMatch(n -> tree.is(n, "continue_statement") || tree.is(n, "return_statement"));
    }
    return tree.is(node, "if_clause")
        || (tree.is(node, "call_expression")
            && tree.text(tree.child(tree.child(node, "function"), "property")).equals("filter"));
  }

  private void read(SourceModule module) {
    SyntaxTree tree = module.tree();
    BitSet refusals = refusals(tree);
    for (int n = 0; n < tree.size(); n++) {
      if (module.isFunction(n)) {
        String role = role(tree, n);
        if (LISTS.matcher(role).matches()) {
          listing.add(new Code(module, n));
        } else if (CALLS.matcher(role).matches()) {
          calling.add(new Code(module, n));
        } else if (refuses(tree, n, refusals)) {
          refusing.add(new Code(module, n));
        }
      }
    }
  }

  /** The name of a function, or what the server was told to use it for. */
  private static String role(SyntaxTree tree, int function) {
    int parent = tree.parent(function);
    if (tree.is(parent, "decorated_definition")) {
      String decorator = tree.text(tree.namedChild(parent, 0));
      String name = decorator.replaceFirst("\\(.*", "");
      return name.substring(name.lastIndexOf('.') + 1).matches("list_tools|call_tool")
          ? name.substring(name.lastIndexOf('.') + 1)
          : tree.text(tree.child(function, "name"));
    }
    int call = tree.is(parent, "arguments") ? tree.parent(parent) : SyntaxTree.NONE;
    String callee = tree.text(tree.child(tree.child(call, "function"), "property"));
    if (callee.equals("setRequestHandler")) {
      String schema = tree.text(tree.namedChild(parent, 0));
      return schema.endsWith("RequestSchema")
          ? schema.substring(schema.lastIndexOf('.') + 1).replace("RequestSchema", "")
          : "";
    }
    return tree.text(tree.child(function, "name"));
  }

  /** The tests that name a policy and throw. */
  private static BitSet refusals(SyntaxTree tree) {
    BitSet out = new BitSet();
    tree.subtree(0)
        .filter(n -> tree.is(n, "raise_statement") || tree.is(n, "throw_statement"))
        .map(n -> tree.enclosing(n, "if_statement"))
        .filter(
            n ->
                tree.subtree(tree.child(n, "condition"))
                    .filter(c -> isName(tree, c))
                    .anyMatch(c -> POLICY.matcher(tree.text(c)).matches()))
        .forEach(out::set);
    return out;
  }

  /** Whether a function throws after a test that names a policy. */
  private static boolean refuses(SyntaxTree tree, int function, BitSet refusals) {
    int first = refusals.nextSetBit(function);
    return first >= 0 && first < tree.subtreeEnd(function);
  }

  private static boolean isName(SyntaxTree tree, int node) {
    return switch (tree.kind(node)) {
      case "identifier",
          "property_identifier",
          "shorthand_property_identifier",
          "shorthand_property_identifier_pattern" ->
          true;
      default -> false;
    };
  }

  private static String plain(String name) {
    return name.replace("_", "")
        .toLowerCase(Locale.ROOT)
        .replaceFirst("^is", "")
        .replaceFirst("(?:filter|list|set|mode)$", "");
  }
}
