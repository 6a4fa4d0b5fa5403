package io.mcpscore.engine.mcp.py;

import io.mcpscore.engine.mcp.McpModel.ServerDeclaration;
import io.mcpscore.engine.program.SourceModule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Finds the places where server objects are made. */
final class PyServers {

  private static final int DEEPEST = 5;

  private final PyNames names;
  private final PyTexts texts;

  PyServers(PyNames names, PyTexts texts) {
    this.names = names;
    this.texts = texts;
  }

  /** Servers that a module makes, in the order of the text. */
  List<ServerDeclaration> in(SourceModule module, List<String> notes) {
    List<ServerDeclaration> out = new ArrayList<>();
    for (int node : module.tree().ofKinds("call").toArray()) {
      PyNode call = new PyNode(module, node);
      String made = made(call.callee(), DEEPEST);
      if (PyFrameworks.isServerFactory(made)) {
        notes.add(
            "A server in %s takes its tools from an API description or another server, which the"
                    .formatted(module.file().path())
                + " source does not list.");
      }
      if (PyFrameworks.isServerClass(made) || PyFrameworks.isServerFactory(made)) {
        out.add(declaration(call, PyFrameworks.ofName(made)));
      }
    }
    return out;
  }

  /** The qualified class that a callee makes objects of; of a class here, that of its base. */
  private String made(PyNode callee, int depth) {
    Optional<PyNode> type = depth == 0 ? Optional.empty() : names.type(callee);
    if (type.isEmpty() || type.get().equals(callee)) {
      return names.external(callee);
    }
    return type.get().arguments().positional().stream()
        .map(type.get()::at)
        .map(base -> made(base.is("subscript") ? base.child("value") : base, depth - 1))
        .filter(PyFrameworks::isServerClass)
        .findFirst()
        .orElse("");
  }

  private ServerDeclaration declaration(PyNode call, String framework) {
    OptionalInt name = call.arguments().find("name", 0);
    String constant = name.isEmpty() ? null : texts.text(call.at(name.getAsInt()));
    return new ServerDeclaration(
        call.module(), call.node(), framework, constant, texts.text(call.argument("instructions")));
  }
}
