package io.mcpscore.engine.mcp.py;

import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.py.PySyntax;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Tools that are classes of a repository's own, of which an adapter makes those of the framework:
 * {@code class Adapter(fastmcp.tools.Tool)} with {@code __init__(self, tool: OwnTool)}, or a
 * function with such a parameter that gives back {@code Tool(…)}. Every class that is derived from
 * the annotated one and implements what it calls is a tool.
 */
final class PyAdaptedTools {

  /** The framework's class that has the function, unlike {@code mcp.types.Tool}. */
  private static final Pattern TOOL = Pattern.compile(".*\\.tools\\.(?:\\w+\\.)?\\w*Tool");

  private static final int MOST_BASES = 20;

  private final PyNames names;
  private final PyObjects objects;
  private final PyToolClasses classes;

  PyAdaptedTools(PyNames names, PyToolClasses classes) {
    this.names = names;
    this.objects = names.objects();
    this.classes = classes;
  }

  /** Adds the tools of classes that adapters take. */
  void declare(List<SourceModule> modules, PyFound found) {
    for (PyNode base : bases(modules).stream().limit(MOST_BASES).toList()) {
      Set<String> methods = left(base);
      for (SourceModule module : modules) {
        for (int node : module.tree().ofKinds("class_definition").toArray()) {
          PyNode type = new PyNode(module, node);
          boolean derived = !type.equals(base) && objects.line(type).contains(base);
          if (derived && module.file().role().deducts()) {
            classes.signed(type, methods, PyFrameworks.SDK).ifPresent(found.tools()::add);
          }
        }
      }
    }
  }

  /** Classes that parameters of adapters are annotated with, in the order of the files. */
  private Set<PyNode> bases(List<SourceModule> modules) {
    Set<PyNode> out = new LinkedHashSet<>();
    for (SourceModule module : modules) {
      for (int node : module.tree().ofKinds("class_definition", "call").toArray()) {
        PyNode at = new PyNode(module, node);
        if (module.file().role().deducts() && isFrameworkTool(at)) {
          adapters(at).forEach(function -> addTypes(function, out));
        }
      }
    }
    return out;
  }

  private boolean isFrameworkTool(PyNode at) {
    List<PyNode> made =
        at.is("call")
            ? List.of(at.callee())
            : at.arguments().positional().stream().map(at::at).toList();
    return made.stream()
        .map(names::external)
        .anyMatch(n -> !PyFrameworks.ofName(n).isEmpty() && TOOL.matcher(n).matches());
  }

  private static List<PyNode> adapters(PyNode at) {
    if (at.is("class_definition")) {
      return PyObjects.methods(at)
          .filter(m -> PySyntax.name(m.tree(), m.node()).equals("__init__"))
          .toList();
    }
    int function = PySyntax.enclosingFunction(at.tree(), at.node());
    return function < 0 ? List.of() : List.of(at.at(function));
  }

  private void addTypes(PyNode function, Set<PyNode> out) {
    PySyntax.parameters(function.tree(), function.node()).stream()
        .map(p -> function.at(p.type()))
        .filter(PyNode::isPresent)
        .map(t -> t.is("type") ? t.named(0) : t)
        .forEach(t -> names.type(t).ifPresent(out::add));
  }

  /** Methods that a class calls on its objects and leaves to those that are derived from it. */
  private Set<String> left(PyNode base) {
    List<PyNode> methods = objects.line(base).stream().flatMap(PyObjects::methods).toList();
    Set<String> out = new TreeSet<>();
    methods.stream()
        .flatMap(m -> m.child("body").subtree())
        .map(this::calledOnSelf)
        .filter(called -> PyLookups.DOING.matcher(called).matches())
        .forEach(out::add);
    methods.stream()
        .filter(m -> !PySyntax.isStub(m.tree(), m.node()))
        .forEach(m -> out.remove(PySyntax.name(m.tree(), m.node())));
    return out;
  }

  /** {@code self.method(…)} and {@code getattr(self, "method")}. */
  private String calledOnSelf(PyNode call) {
    if (!call.is("call")) {
      return "";
    }
    PyNode callee = call.callee();
    if (callee.is("attribute") && callee.child("object").text().equals("self")) {
      return callee.child("attribute").text();
    }
    List<PyNode> arguments = new ArrayList<>();
    call.arguments().positional().forEach(a -> arguments.add(call.at(a)));
    return callee.text().equals("getattr")
            && arguments.size() > 1
            && arguments.getFirst().text().matches("self|cls")
        ? names.constant(arguments.get(1)).asText()
        : "";
  }
}
