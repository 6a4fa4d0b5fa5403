package io.mcpscore.engine.mcp.py;

import io.mcpscore.engine.program.Binding;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.Target;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells whether {@code x} of {@code x.tool} is a server object, and of which framework.
 *
 * <p>In this order: what {@code x} was made from or is typed as; what callers pass when it is a
 * parameter; and for what cannot be followed, whether this module or one that it imports from
 * imports a framework, or the object is called {@code mcp} in a repository that uses one.
 */
final class PyReceivers {

  private static final int DEEPEST = 3;

  private final PyNames names;
  private final PyCallers callers;
  private final Map<SourceModule, String> imported = new ConcurrentHashMap<>();
  private final String usedAnywhere;

  PyReceivers(PyNames names, PyCallers callers) {
    this.names = names;
    this.callers = callers;
    this.usedAnywhere =
        names.program().modules().stream()
            .map(this::directImport)
            .filter(f -> !f.isEmpty())
            .findFirst()
            .orElse("");
  }

  /** A framework that the repository uses, or the empty text. */
  String usedAnywhere() {
    return usedAnywhere;
  }

  /** The framework of a member access on a server object, or the empty text. */
  String framework(PyNode member) {
    return framework(member, DEEPEST);
  }

  private String framework(PyNode member, int depth) {
    Optional<Target> target = names.target(member);
    if (target.isPresent()) {
      return switch (target.get()) {
        case Target.External e -> PyFrameworks.ofMethod(e.qualifiedName());
        case Target.Defined d -> delegated(new PyNode(d.module(), d.node()), member, depth);
      };
    }
    PyNode receiver = member.child("object");
    String passed = passed(receiver, member, depth);
    return passed.isEmpty() && names.target(receiver).isEmpty() ? guessed(receiver) : passed;
  }

  /** A method of the repository that hands over to a server's method of the same name. */
  private String delegated(PyNode method, PyNode member, int depth) {
    String name = member.child("attribute").text();
    if (depth == 0 || !method.module().isFunction(method.node())) {
      return "";
    }
    return method
        .subtree()
        .filter(n -> n.is("attribute") && n.child("attribute").text().equals(name))
        .map(n -> framework(n, depth - 1))
        .filter(f -> !f.isEmpty())
        .findFirst()
        .orElse("");
  }

  private String passed(PyNode receiver, PyNode member, int depth) {
    Optional<Binding> binding = receiver.module().binding(receiver.node());
    if (depth == 0 || binding.isEmpty() || !(binding.get() instanceof Binding.Parameter p)) {
      return "";
    }
    for (PyNode argument : callers.arguments(receiver.module(), p)) {
      String type = names.external(argument) + "." + member.child("attribute").text();
      String framework = PyFrameworks.ofMethod(type);
      if (framework.isEmpty() && names.target(argument).isEmpty()) {
        framework = passed(argument, member, depth - 1);
      }
      if (!framework.isEmpty()) {
        return framework;
      }
    }
    return "";
  }

  private String guessed(PyNode receiver) {
    String near = imported.computeIfAbsent(receiver.module(), this::nearImport);
    if (!near.isEmpty()) {
      return near;
    }
    String name = PyNames.last(receiver.text()).toLowerCase(Locale.ROOT);
    return name.contains("mcp") ? usedAnywhere : "";
  }

  private String nearImport(SourceModule module) {
    String own = directImport(module);
    if (!own.isEmpty()) {
      return own;
    }
    PyNode root = new PyNode(module, 0);
    return root.subtree()
        .filter(n -> n.is("import_from_statement"))
        .flatMap(n -> n.children().stream().skip(1))
        .map(n -> n.is("aliased_import") ? n.child("alias") : n.named(0))
        .flatMap(n -> names.defined(n).stream())
        .map(n -> directImport(n.module()))
        .filter(f -> !f.isEmpty())
        .findFirst()
        .orElse("");
  }

  private String directImport(SourceModule module) {
    PyNode root = new PyNode(module, 0);
    String found = "";
    for (PyNode node : root.subtree().filter(n -> n.kind().startsWith("import_")).toList()) {
      PyNode name =
          node.is("import_from_statement") ? node.child("module_name") : node.child("name");
      PyNode dotted = name.is("aliased_import") ? name.child("name") : name;
      String framework = PyFrameworks.ofName(dotted.text());
      if (framework.equals(PyFrameworks.FASTMCP)) {
        return framework;
      }
      found = framework.isEmpty() ? found : framework;
    }
    return found;
  }
}
