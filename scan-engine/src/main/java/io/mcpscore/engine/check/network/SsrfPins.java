package io.mcpscore.engine.check.network;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.Expressions;
import io.mcpscore.engine.program.Program;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.Target;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Connections that look names up by a function of the program's own, which refuses addresses: the
 * address that was tested is the one that is opened, after redirects as well.
 */
final class SsrfPins {

  /** Options of a request that give it a connection. */
  private static final List<String> CONNECTIONS =
      List.of("dispatcher", "agent", "httpAgent", "httpsAgent", "lookup", "connector", "transport");

  /** What gives a connection its look-up. */
  private static final Set<String> LOOKUPS = Set.of("lookup", "resolver", "transport");

  private static final Pattern PYTHON_CONNECTION =
      Pattern.compile("\\b(?:connector|transport)\\s*=\\s*\\w");
  private static final Pattern TESTING =
      Pattern.compile(
          "(?i)public|private|routable|internal|blocked|forbidden|allow|unicast|is_global|loopback|\\brange\\(");
  private static final int LONGEST = 20_000;

  private final Program program;

  SsrfPins(CheckContext context) {
    this.program = context.program();
  }

  /** Whether a request goes over such a connection. */
  boolean keep(Call call) {
    return usesConnection(call) && tests(call.module());
  }

  private boolean usesConnection(Call call) {
    if (CONNECTIONS.stream().anyMatch(name -> call.option(name) != NONE)) {
      return true;
    }
    boolean python = !call.module().file().language().isScript();
    int scope = Expressions.scope(call.module(), call.node());
    return python && PYTHON_CONNECTION.matcher(text(call.tree(), scope)).find();
  }

  private boolean tests(SourceModule module) {
    SyntaxTree tree = module.tree();
    IntStream members = tree.ofKinds("pair", "keyword_argument", "shorthand_property_identifier");
    return members
        .filter(m -> LOOKUPS.contains(tree.text(named(tree, m))))
        .map(m -> tree.child(m, "value") == NONE ? m : tree.child(m, "value"))
        .anyMatch(v -> tests(module, v));
  }

  private static int named(SyntaxTree tree, int member) {
    return tree.is(member, "shorthand_property_identifier") ? member : tree.namedChild(member, 0);
  }

  private boolean tests(SourceModule module, int value) {
    SyntaxTree tree = module.tree();
    boolean made = tree.is(value, "call") || tree.is(value, "new_expression");
    int named = made ? tree.namedChild(value, 0) : value;
    if (module.isFunction(value)) {
      return TESTING.matcher(text(tree, value)).find();
    }
    return program.resolve(module, named).orElse(null) instanceof Target.Defined d
        && TESTING.matcher(text(d.module().tree(), d.node())).find();
  }

  private static String text(SyntaxTree tree, int node) {
    int end = Math.min(tree.end(node), tree.start(node) + LONGEST);
    return tree.source().slice(tree.start(node), end);
  }
}
