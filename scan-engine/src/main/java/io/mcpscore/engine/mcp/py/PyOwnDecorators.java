package io.mcpscore.engine.mcp.py;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.mcp.py.PyRegistration.Kind;
import io.mcpscore.engine.program.py.PyParameter;
import io.mcpscore.engine.program.py.PySyntax;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Decorators that a repository writes itself around registering tools: one that hands the function
 * over to {@code mcp.tool}, or one that keeps it in a table of which the server reads its tools.
 */
final class PyOwnDecorators {

  private static final Pattern REGISTERING = Pattern.compile("tool|add_tool|register_tool");

  /** Names that say what is registered, such as {@code tool}, {@code dbt_tool}. */
  private static final Pattern NAMED = Pattern.compile("(?:\\w{1,30}_)?tool");

  private static final Pattern NAME = Pattern.compile("[A-Za-z][\\w./-]{0,63}");

  private final PyNames names;
  private final PyTexts texts;
  private final PyReceivers receivers;

  PyOwnDecorators(PyNames names, PyTexts texts, PyReceivers receivers) {
    this.names = names;
    this.texts = texts;
    this.receivers = receivers;
  }

  /**
   * What such a decorator makes of a function.
   *
   * @param framework of the server
   * @param name expression of the tool's name, absent when it is that of the function
   */
  record Own(String framework, PyNode name) {}

  /**
   * The tool that a decorator registers in the end, if it does.
   *
   * @param expression what stands behind the {@code @}
   * @param decorated the function below
   */
  Optional<Own> of(PyNode expression, PyNode decorated) {
    PyNode callee = expression.callee();
    PyNode function = names.function(callee).orElse(callee.at(NONE));
    if (!function.isPresent()) {
      return Optional.empty();
    }
    return function
        .subtree()
        .filter(n -> n.is("attribute"))
        .filter(n -> REGISTERING.matcher(n.child("attribute").text()).matches())
        .filter(n -> !receivers.framework(n).isEmpty())
        .findFirst()
        .map(m -> new Own(receivers.framework(m), name(m, function, expression, decorated)))
        .or(() -> kept(expression));
  }

  /** One that keeps functions is told their names first, if any, and other things are no names. */
  private Optional<Own> kept(PyNode expression) {
    String framework =
        NAMED.matcher(expression.callee().text()).matches() ? receivers.usedAnywhere() : "";
    PyNode first = PyRegistration.first(Kind.TOOL, options(expression), 0);
    boolean named = first.isPresent() && NAME.matcher(names.constant(first).asText()).matches();
    return framework.isEmpty()
        ? Optional.empty()
        : Optional.of(new Own(framework, named ? first : expression.at(NONE)));
  }

  /** The name that is handed on to the server, as far as that can be said. */
  private PyNode name(PyNode method, PyNode function, PyNode expression, PyNode decorated) {
    PyNode call = method.parent();
    if (!call.is("call") || !call.callee().isSame(method)) {
      return expression.at(NONE);
    }
    boolean spread =
        !call.arguments().spreads().isEmpty() || !call.arguments().keywordSpreads().isEmpty();
    PyRun run = run(function, expression, decorated);
    boolean takesFunction =
        names.meaning(call.at(call.arguments().at(0)).in(run)).isSame(decorated);
    PyNode given = PyRegistration.first(Kind.TOOL, call, takesFunction ? 1 : 0);
    if (!given.isPresent() && spread) {
      return PyRegistration.first(Kind.TOOL, options(expression), 0);
    }
    return texts.text(given.in(run)) == null ? expression.at(NONE) : given.in(run);
  }

  /** The run of a decorator in which it, or the function inside of it, is given a function. */
  private PyRun run(PyNode function, PyNode expression, PyNode decorated) {
    boolean factory = expression.is("call");
    PyRun out = factory ? PyMeanings.entered(function, expression) : PyRun.ANY;
    for (PyNode at : function.subtree().filter(n -> n.is("function_definition")).toList()) {
      List<PyParameter> parameters = PySyntax.parameters(at.tree(), at.node());
      if (!parameters.isEmpty() && !(factory && at.isSame(function))) {
        out = out.with(at.at(parameters.getFirst().nameNode()), decorated);
      }
    }
    return out;
  }

  private static PyNode options(PyNode expression) {
    return expression.is("call") ? expression : expression.at(NONE);
  }
}
