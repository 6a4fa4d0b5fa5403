package io.mcpscore.engine.mcp.py;

import io.mcpscore.engine.mcp.McpModel.Handler;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.py.PySyntax;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Functions that a server finds by putting their name together, as in {@code getattr}. */
final class PyMethodNames {

  private final PyTexts texts;
  private final PyHandlers handlers;
  private final List<SourceModule> modules;
  private Map<String, List<PyNode>> byName;

  PyMethodNames(PyTexts texts, PyHandlers handlers, List<SourceModule> modules) {
    this.texts = texts;
    this.handlers = handlers;
    this.modules = modules;
  }

  /**
   * The only function whose name is a text with a tool's name put in.
   *
   * @param lookup expression of the text, such as {@code f"handle_{name}"}
   */
  Optional<Handler> of(PyNode lookup, String tool) {
    String pattern = texts.text(lookup);
    String name = (pattern == null ? "*" : pattern).replace("*", tool.replaceAll("\\W", "_"));
    List<PyNode> found = functions().getOrDefault(name, List.of());
    return found.size() == 1 ? Optional.of(handlers.whole(found.getFirst())) : Optional.empty();
  }

  private Map<String, List<PyNode>> functions() {
    if (byName == null) {
      byName = new HashMap<>();
      for (SourceModule module : modules) {
        if (module.file().role().deducts()) {
          for (int node : module.tree().ofKinds("function_definition").toArray()) {
            byName
                .computeIfAbsent(PySyntax.name(module.tree(), node), n -> new ArrayList<>())
                .add(new PyNode(module, node));
          }
        }
      }
    }
    return byName;
  }
}
