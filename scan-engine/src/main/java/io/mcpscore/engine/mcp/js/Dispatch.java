package io.mcpscore.engine.mcp.js;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.mcp.McpModel.Handler;
import io.mcpscore.engine.program.js.Parameters;
import io.mcpscore.engine.program.js.ScriptSyntax;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How a request handler finds the code for a name: {@code switch}, {@code if} chains, tables of
 * handlers, and other functions that it hands the request to.
 */
final class Dispatch {

  private static final int MAX_FUNCTIONS = 40;
  private static final int MAX_HOPS = 3;

  private final Toolbox toolbox;
  private final Expr root;
  private final List<Route> routes = new ArrayList<>();
  private RequestOrigins origins;

  private Dispatch(Toolbox toolbox, Expr root) {
    this.toolbox = toolbox;
    this.root = root;
  }

  /** One way in which a name leads to code. */
  interface Route {

    /**
     * The code for a name.
     *
     * @param at where the name is written
     */
    Optional<Handler> handler(String name, Expr at);
  }

  /**
   * Reads a handler.
   *
   * @param handler its function, or null when there is none or it could not be resolved
   */
  static Dispatch of(Toolbox toolbox, Expr handler) {
    Dispatch dispatch = new Dispatch(toolbox, handler);
    if (handler != null) {
      dispatch.origins = new RequestOrigins(toolbox.values(), handler);
      dispatch.read();
    }
    return dispatch;
  }

  /**
   * The code for a name.
   *
   * @param at where the name is written
   * @param whole whether the whole handler answers when it does not dispatch at all
   * @return null when it cannot be said
   */
  Handler handler(String name, Expr at, boolean whole) {
    List<Handler> found = routes.stream().flatMap(r -> r.handler(name, at).stream()).toList();
    return found.stream()
        .filter(Dispatch::answers)
        .findFirst()
        .or(() -> found.stream().findFirst())
        .orElseGet(() -> whole ? whole(List.of(0)) : null);
  }

  /**
   * Whether code gives or waits for something, as that of a tool does and that of a log does not.
   */
  private static boolean answers(Handler handler) {
    SyntaxTree tree = handler.module().tree();
    return tree.subtree(handler.region())
        .anyMatch(n -> tree.is(n, "return_statement") || tree.is(n, "await_expression"));
  }

  /** The whole handler, or null. */
  Handler whole(List<Integer> agentParameters) {
    return root == null ? null : Handlers.whole(root, agentParameters);
  }

  private record Visit(Expr function, List<Integer> agent, int hops) {}

  private void read() {
    Deque<Visit> open = new ArrayDeque<>();
    Set<String> seen = new HashSet<>();
    open.add(new Visit(root, List.of(0), 0));
    while (!open.isEmpty() && seen.size() < MAX_FUNCTIONS) {
      Visit visit = open.poll();
      Expr function = visit.function();
      if (!seen.add(function.module().file().path() + ":" + function.node())) {
        continue;
      }
      SyntaxTree tree = function.tree();
      int body = tree.child(function.node(), "body");
      for (int n : tree.subtree(body).toArray()) {
        Expr at = function.at(n);
        switch (tree.kind(n)) {
          case "switch_statement" -> cases(at, visit);
          case "if_statement" -> tests(at, visit);
          case "subscript_expression" -> lookup(at, visit);
          case "call_expression" -> {
            lookup(at, visit);
            if (visit.hops() < MAX_HOPS) {
              handOver(at, visit, open);
            }
          }
          default -> {
            // Decides nothing.
          }
        }
      }
    }
  }

  private void handOver(Expr call, Visit visit, Deque<Visit> open) {
    SyntaxTree tree = call.tree();
    boolean handsOn =
        ScriptSyntax.arguments(tree, call.node())
            .mapToObj(call::at)
            .anyMatch(a -> origins.isName(a) || origins.carries(a));
    Expr callee = handsOn ? toolbox.values().callee(call) : null;
    if (callee != null) {
      Expr bound = toolbox.values().bind(callee, call);
      open.add(new Visit(bound, origins.carrying(call), visit.hops() + 1));
    }
  }

  private void lookup(Expr at, Visit visit) {
    LookupTable.read(toolbox, origins, visit.function(), at).ifPresent(routes::add);
  }

  private void cases(Expr statement, Visit visit) {
    SyntaxTree tree = statement.tree();
    if (!origins.isName(statement.at(tree.child(statement.node(), "value")))) {
      return;
    }
    Set<String> labels = new HashSet<>();
    for (int c : tree.namedChildren(tree.child(statement.node(), "body")).toArray()) {
      int value = tree.child(c, "value");
      if (value != NONE) {
        labels.add(String.valueOf(toolbox.literals().text(statement.at(value))));
      }
      if (tree.child(c, "body") != NONE) {
        routes.add(branch(Set.copyOf(labels), visit, c));
        labels.clear();
      }
    }
  }

  private void tests(Expr statement, Visit visit) {
    SyntaxTree tree = statement.tree();
    int condition = tree.child(statement.node(), "condition");
    Set<String> equal = new HashSet<>();
    Set<String> other = new HashSet<>();
    tree.subtree(condition)
        .filter(n -> tree.is(n, "binary_expression"))
        .forEach(
            n -> {
              String operator = tree.text(tree.child(n, "operator"));
              String tested = tested(statement.at(n));
              if (tested != null && (operator.equals("===") || operator.equals("=="))) {
                equal.add(tested);
              } else if (tested != null && operator.startsWith("!=")) {
                other.add(tested);
              }
            });
    if (!equal.isEmpty()) {
      routes.add(branch(equal, visit, tree.child(statement.node(), "consequence")));
    }
    if (other.size() == 1 && leaves(tree, tree.child(statement.node(), "consequence"))) {
      routes.add(branch(other, visit, tree.child(visit.function().node(), "body")));
    }
  }

  /** Whether a statement ends in {@code return} or {@code throw}. */
  private static boolean leaves(SyntaxTree tree, int statement) {
    int last =
        tree.is(statement, "statement_block")
            ? tree.namedChildren(statement).reduce(NONE, (a, b) -> b)
            : statement;
    return tree.is(last, "return_statement") || tree.is(last, "throw_statement");
  }

  /** The constant that a comparison holds the name against, or null. */
  private String tested(Expr comparison) {
    SyntaxTree tree = comparison.tree();
    Expr left = comparison.at(tree.child(comparison.node(), "left"));
    Expr right = comparison.at(tree.child(comparison.node(), "right"));
    if (origins.isName(left)) {
      return toolbox.literals().text(right);
    }
    return origins.isName(right) ? toolbox.literals().text(left) : null;
  }

  private static Route branch(Set<String> names, Visit visit, int region) {
    Expr function = visit.function();
    int parameters = Parameters.nodes(function.tree(), function.node()).size();
    List<Integer> agent = visit.agent().stream().filter(p -> p < parameters).toList();
    Handler handler = new Handler(function.module(), function.node(), region, agent);
    return (name, at) -> names.contains(name) ? Optional.of(handler) : Optional.empty();
  }
}
