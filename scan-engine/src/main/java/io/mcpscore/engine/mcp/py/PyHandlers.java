package io.mcpscore.engine.mcp.py;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.mcp.McpModel.Handler;
import io.mcpscore.engine.program.Target;
import io.mcpscore.engine.program.py.PyParameter;
import io.mcpscore.engine.program.py.PySyntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Which parameters of a registered function a client fills. */
final class PyHandlers {

  private static final Set<String> CONTEXTS =
      Set.of("Context", "RequestContext", "ServerRequestContext");
  private static final Pattern QUOTED = Pattern.compile("[\"']Context(\\[.*])?( \\| None)?[\"']");

  private final PyNames names;
  private final PyObjects objects;

  PyHandlers(PyNames names) {
    this.names = names;
    this.objects = names.objects();
  }

  /** The handler that a whole function is. */
  Handler whole(PyNode function, List<Integer> agentParameters) {
    Target.Defined self =
        PyObjects.receiver(function)
            .map(objects::typeOf)
            .filter(PyNode::isPresent)
            .map(t -> new Target.Defined(t.module(), t.node()))
            .orElse(null);
    return new Handler(
        function.module(), function.node(), function.child("body").node(), agentParameters, self);
  }

  /** The handler that a whole function is, with every parameter that a client may fill. */
  Handler whole(PyNode function) {
    return whole(function, agentParameters(function, Set.of()));
  }

  /**
   * Positions of the parameters that a client fills: not {@code self}, not the context, not what a
   * dependency provides.
   *
   * @param excluded names that the registration hides
   */
  List<Integer> agentParameters(PyNode function, Set<String> excluded) {
    List<PyParameter> parameters = PySyntax.parameters(function.tree(), function.node());
    List<Integer> out = new ArrayList<>();
    int first = PySyntax.takesSelf(function.tree(), function.node()) ? 1 : 0;
    for (int i = first; i < parameters.size(); i++) {
      PyParameter parameter = parameters.get(i);
      boolean given =
          isContext(function.at(parameter.type()))
              || isInjected(function.at(parameter.value()))
              || excluded.contains(parameter.name());
      if (!given) {
        out.add(i);
      }
    }
    return out;
  }

  /** By name, as the frameworks go by the annotation; a class of the repository is none. */
  private boolean isContext(PyNode annotation) {
    return annotation
        .subtree()
        .filter(n -> n.is("identifier") || n.is("string"))
        .anyMatch(n -> n.is("identifier") ? isContextName(n) : QUOTED.matcher(n.text()).matches());
  }

  private boolean isContextName(PyNode name) {
    return CONTEXTS.contains(names.simpleName(name)) && names.defined(name).isEmpty();
  }

  private boolean isInjected(PyNode value) {
    return value.node() != NONE
        && value.is("call")
        && names.simpleName(value.callee()).matches("Depends|CurrentContext|Current\\w+");
  }
}
