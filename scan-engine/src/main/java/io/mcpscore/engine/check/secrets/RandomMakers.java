package io.mcpscore.engine.check.secrets;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.Expressions;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.check.GivenValues;
import io.mcpscore.engine.check.http.Functions;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.Target;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Functions of the program that give back what a generator made: what their result is for is known
 * where they are called.
 */
final class RandomMakers {

  private static final int LARGEST = 2_000;
  private static final int MOST = 40;

  private final CheckContext context;

  /** Functions by name. */
  private final Map<String, List<Target.Defined>> makers = new LinkedHashMap<>();

  RandomMakers(CheckContext context) {
    this.context = context;
  }

  /** Notes the function around a call of a generator, when it returns what the call gave. */
  void add(Call random) {
    SourceModule module = random.module();
    int function = named(module, random.node());
    String name = function == NONE ? "" : Functions.name(module, function);
    if (!name.isEmpty() && makers.size() < MOST && returns(module, function, random.node())) {
      makers
          .computeIfAbsent(name, n -> new ArrayList<>())
          .add(new Target.Defined(module, function));
    }
  }

  /** The calls of these functions in the server's own code, by file and offset. */
  List<Call> calls() {
    List<Call> out = new ArrayList<>();
    for (SourceModule module :
        makers.isEmpty() ? List.<SourceModule>of() : context.program().modules()) {
      SyntaxTree tree = module.tree();
      if (module.file().role().deducts()
          && makers.keySet().stream().anyMatch(module.file().text()::holds)) {
        ExternalCalls.nodes(tree)
            .filter(n -> isMade(module, n))
            .forEach(n -> out.add(new Call(module, n, "")));
      }
    }
    return out;
  }

  private boolean isMade(SourceModule module, int call) {
    List<Target.Defined> known =
        makers.getOrDefault(Expressions.calledName(module.tree(), call), List.of());
    return !known.isEmpty()
        && context.program().resolve(module, new Call(module, call, "").function()).orElse(null)
            instanceof Target.Defined d
        && known.contains(d);
  }

  /** The nearest function with a name; what stands in a callback is given to the one around it. */
  private static int named(SourceModule module, int node) {
    int at = Functions.around(module, node);
    while (at != NONE && Functions.name(module, at).isEmpty()) {
      at = Functions.around(module, at);
    }
    return at;
  }

  private static boolean returns(SourceModule module, int function, int random) {
    SyntaxTree tree = module.tree();
    if (tree.subtreeEnd(function) - function > LARGEST) {
      return false;
    }
    int body = tree.child(function, "body");
    boolean expression = !tree.is(body, "statement_block") && !tree.is(body, "block");
    return (expression && !isPick(tree, body))
        || tree.subtree(body)
            .filter(n -> tree.is(n, "return_statement"))
            .anyMatch(n -> holds(module, n, random));
  }

  /** One of several that were there before is not made: {@code keys[i]}, {@code choice(keys)}. */
  static boolean isPick(SyntaxTree tree, int expression) {
    int bare = Expressions.unwrap(tree, expression);
    return tree.is(bare, "subscript_expression")
        || tree.is(bare, "subscript")
        || (ExternalCalls.isCall(tree, bare)
            && Expressions.calledName(tree, bare).equals("choice"));
  }

  /** Whether what is returned holds the value, or a variable that was given it. */
  private static boolean holds(SourceModule module, int returned, int random) {
    SyntaxTree tree = module.tree();
    if (isPick(tree, tree.namedChild(returned, 0))) {
      return false;
    }
    return tree.within(random, returned)
        || tree.subtree(returned)
            .filter(n -> tree.is(n, "identifier"))
            .anyMatch(
                n -> GivenValues.of(module, n).stream().anyMatch(v -> tree.within(random, v)));
  }
}
