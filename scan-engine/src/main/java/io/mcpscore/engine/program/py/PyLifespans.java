package io.mcpscore.engine.program.py;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a server of MCP keeps for its handlers: {@code FastMCP(lifespan=f)} hands what {@code f}
 * yields to them as {@code context.request_context.lifespan_context}.
 */
final class PyLifespans {

  /** Member of the framework's context under which handlers find it. */
  static final String MEMBER = "lifespan_context";

  private static final Pattern SERVER =
      Pattern.compile("(?:\\w{1,40}\\.){0,4}\\w{0,40}(?:MCP|Server)\\w{0,20}(?:\\[.{1,100}])?");

  private final PyEvaluator evaluator;
  private final List<PyModule> modules;

  /** Worked out when first asked for; null before. */
  private volatile Optional<PyValue.Function> only;

  PyLifespans(PyEvaluator evaluator, List<PyModule> modules) {
    this.evaluator = evaluator;
    this.modules = modules;
  }

  /** What handlers find, when all servers of the repository have the same function. */
  Optional<PyValue> kept(Fuel fuel) {
    if (only == null) {
      only = function();
    }
    return only.flatMap(f -> evaluator.annotations().returned(f.module(), f.node(), fuel));
  }

  private Optional<PyValue.Function> function() {
    Set<PyValue.Function> found = new HashSet<>();
    for (PyModule module : modules) {
      if (module.file().text().holds("lifespan")) {
        module
            .tree()
            .ofKinds("keyword_argument")
            .filter(argument -> isOfServer(module.tree(), argument))
            .mapToObj(argument -> given(module, argument))
            .flatMap(Optional::stream)
            .forEach(found::add);
      }
    }
    return found.size() == 1 ? found.stream().findFirst() : Optional.empty();
  }

  private Optional<PyValue.Function> given(PyModule module, int argument) {
    return evaluator
        .evaluate(module, module.tree().child(argument, "value"), new Fuel(PyResolution.STEPS))
        .filter(PyValue.Function.class::isInstance)
        .map(PyValue.Function.class::cast);
  }

  private static boolean isOfServer(SyntaxTree tree, int argument) {
    int call = tree.parent(tree.parent(argument));
    int callee = call == NONE ? NONE : tree.child(call, "function");
    return tree.text(tree.child(argument, "name")).equals("lifespan")
        && callee != NONE
        && SERVER.matcher(tree.text(callee)).matches();
  }
}
