package io.mcpscore.engine.mcp.py;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.mcp.py.PyRegistration.Kind;
import io.mcpscore.engine.program.SourceModule;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds where functions are handed to a FastMCP or MCPServer object: as decorators with and without
 * arguments, {@code mcp.tool(f)}, {@code mcp.tool(…)(f)}, {@code mcp.add_tool(f)}, {@code
 * Tool.from_function(f)} and the constructor's {@code tools=[…]}.
 */
final class FastMcpRegistrations {

  /** Decorators that work without a server object. */
  private static final Set<String> STANDALONE =
      Set.of(
          "fastmcp.tools.tool",
          "fastmcp.prompts.prompt",
          "fastmcp.resources.resource",
          "fastmcp.contrib.mcp_mixin.mcp_tool",
          "fastmcp.contrib.mcp_mixin.mcp_prompt",
          "fastmcp.contrib.mcp_mixin.mcp_resource");

  private final PyNames names;
  private final PyReceivers receivers;
  private final PyValues values;
  private final PyRuns runs;
  private final PyOwnDecorators own;

  FastMcpRegistrations(
      PyNames names, PyTexts texts, PyReceivers receivers, PyValues values, PyRuns runs) {
    this.names = names;
    this.receivers = receivers;
    this.values = values;
    this.runs = runs;
    this.own = new PyOwnDecorators(names, texts, receivers);
  }

  /** Registrations of a module in the order of the text. */
  List<PyRegistration> in(SourceModule module, List<String> notes) {
    List<PyRegistration> out = new ArrayList<>();
    for (int node : module.tree().ofKinds("decorator", "call").toArray()) {
      PyNode at = new PyNode(module, node);
      if (at.is("decorator")) {
        decorator(at, out);
      } else if (at.is("call")) {
        call(at, out, notes);
      }
    }
    return out;
  }

  private void decorator(PyNode decorator, List<PyRegistration> out) {
    PyNode expression = decorator.named(0);
    PyNode callee = expression.callee();
    PyNode function = decorator.parent().child("definition");
    if (!function.is("function_definition")) {
      return;
    }
    String framework = framework(callee);
    PyNode options = expression.is("call") ? expression : expression.at(NONE);
    if (!framework.isEmpty()) {
      out.add(PyRegistration.of(kind(callee), framework, decorator, options, 0, function));
      return;
    }
    boolean registered =
        decorator.parent().children().stream()
            .anyMatch(d -> d.is("decorator") && !framework(d.named(0).callee()).isEmpty());
    if (!registered) {
      own.of(expression, function)
          .map(
              o ->
                  new PyRegistration(
                      Kind.TOOL, o.framework(), decorator, options, o.name(), function))
          .ifPresent(out::add);
    }
  }

  private Kind kind(PyNode callee) {
    return Kind.ofMethod(
        callee.is("attribute") ? callee.child("attribute").text() : names.simpleName(callee));
  }

  /** The framework when a callee registers something, else the empty text. */
  private String framework(PyNode callee) {
    if (kind(callee) == null) {
      return "";
    }
    String external = names.external(callee);
    if (STANDALONE.contains(external)) {
      return PyFrameworks.FASTMCP;
    }
    return callee.is("attribute") ? receivers.framework(callee) : PyFrameworks.ofMethod(external);
  }

  private void call(PyNode call, List<PyRegistration> out, List<String> notes) {
    if (call.parent().is("decorator")) {
      return;
    }
    PyNode callee = call.callee();
    if (PyFrameworks.isServerClass(names.external(callee))) {
      constructor(call, out);
      return;
    }
    boolean applied = callee.is("call") && !framework(callee.callee()).isEmpty();
    boolean direct = !applied && !framework(callee).isEmpty();
    if (applied || (direct && !call.parent().callee().equals(call))) {
      List<PyNode> relevant = new ArrayList<>(List.of(call.child("arguments")));
      if (applied) {
        relevant.add(callee.child("arguments"));
      }
      boolean many = !values.isInDecorator(call);
      for (PyNode run : many ? runs.of(call, relevant) : List.of(call)) {
        registered(run, applied, out, notes);
      }
    }
  }

  /** One registration, {@code mcp.tool(…)(f)} or {@code mcp.add_tool(f)}. */
  private void registered(
      PyNode call, boolean applied, List<PyRegistration> out, List<String> notes) {
    PyNode callee = call.callee();
    if (applied) {
      PyNode argument = call.at(call.arguments().at(0));
      add(kind(callee.callee()), framework(callee.callee()), call, callee, 0, argument, out, notes);
      return;
    }
    PyNode argument = registered(call);
    PyNode made = names.meaning(argument);
    PyNode factory = isFactory(argument) ? argument : made;
    if (isFactory(factory)) {
      PyNode inner = factory.at(factory.arguments().find("fn", 0).orElse(NONE));
      add(kind(callee), framework(callee), call, factory, 1, inner, out, notes);
    } else if (argument.isPresent() && !names.constant(argument).isTextual()) {
      add(kind(callee), framework(callee), call, call, 1, argument, out, notes);
    }
  }

  /** What a call hands over, by whichever name the versions of the libraries have for it. */
  private static PyNode registered(PyNode call) {
    return Stream.of("fn", "name_or_fn", "tool", "prompt", "resource")
        .map(call::argument)
        .filter(PyNode::isPresent)
        .findFirst()
        .orElse(call.at(call.arguments().at(0)));
  }

  /** {@code Tool.from_function(f, …)}, {@code FunctionTool(fn=f, …)}, {@code FunctionResource}. */
  private boolean isFactory(PyNode node) {
    String name = node.is("call") ? names.external(node.callee()) : "";
    return !PyFrameworks.ofName(name).isEmpty()
        && (name.endsWith(".from_function") || name.matches(".*\\.Function(Tool|Prompt|Resource)"));
  }

  private void constructor(PyNode call, List<PyRegistration> out) {
    String framework = PyFrameworks.ofName(names.external(call.callee()));
    PyNode tools = call.argument("tools").unwrapped();
    PyNode list = names.defined(tools).orElse(tools);
    if (!list.is("list") && !list.is("tuple")) {
      return;
    }
    for (PyNode item : list.children()) {
      boolean factory = isFactory(item);
      PyNode value = factory ? item.at(item.arguments().find("fn", 0).orElse(NONE)) : item;
      for (PyNode function : values.functions(value)) {
        PyNode options = factory ? item : item.at(NONE);
        out.add(PyRegistration.of(Kind.TOOL, framework, item, options, 1, function));
      }
    }
  }

  private void add(
      Kind kind,
      String framework,
      PyNode at,
      PyNode options,
      int first,
      PyNode argument,
      List<PyRegistration> out,
      List<String> notes) {
    List<PyNode> functions = values.functions(argument);
    for (PyNode function : functions) {
      out.add(PyRegistration.of(kind, framework, at, options, first, function));
    }
    if (functions.isEmpty() && kind == Kind.TOOL && !values.isInDecorator(at)) {
      out.add(PyRegistration.of(kind, framework, at, options, first, argument.at(NONE)));
      notes.add(
          "A tool that is registered in %s is chosen at run time and could not be resolved."
              .formatted(at.module().file().path()));
    }
  }
}
