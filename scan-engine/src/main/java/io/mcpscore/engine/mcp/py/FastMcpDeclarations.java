package io.mcpscore.engine.mcp.py;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mcpscore.engine.mcp.McpModel.Handler;
import io.mcpscore.engine.mcp.McpModel.PromptDeclaration;
import io.mcpscore.engine.mcp.McpModel.ResourceDeclaration;
import io.mcpscore.engine.mcp.McpModel.ToolDeclaration;
import io.mcpscore.engine.program.py.PyParameter;
import io.mcpscore.engine.program.py.PySyntax;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Makes declarations of registered functions. */
final class FastMcpDeclarations {

  private static final String UNKNOWN = "*";

  private final PyNames names;
  private final PyTexts texts;
  private final PyTypes types;
  private final PyHandlers handlers;

  FastMcpDeclarations(PyNames names, PyTexts texts, PyTypes types, PyHandlers handlers) {
    this.names = names;
    this.texts = texts;
    this.types = types;
    this.handlers = handlers;
  }

  void declare(PyRegistration registration, PyFound found) {
    switch (registration.kind()) {
      case TOOL -> found.tools().add(tool(registration));
      case PROMPT -> found.prompts().add(prompt(registration));
      case RESOURCE -> found.resources().add(resource(registration));
    }
  }

  private ToolDeclaration tool(PyRegistration r) {
    PyNode function = r.function();
    JsonNode annotations = annotations(option(r, "annotations"));
    String title = texts.text(option(r, "title"));
    if (title == null && annotations != null && annotations.path("title").isTextual()) {
      title = annotations.get("title").textValue();
    }
    ObjectNode schema = null;
    Handler handler = null;
    if (function.isPresent()) {
      List<PyParameter> parameters = PySyntax.parameters(function.tree(), function.node());
      List<Integer> agent = handlers.agentParameters(function, excluded(r));
      schema = types.models().parameters(function, parameters, agent);
      handler = handlers.whole(function, agent);
    }
    return new ToolDeclaration(
        r.at().module(),
        r.at().node(),
        r.framework(),
        name(r),
        title,
        description(r),
        schema,
        annotations,
        handler);
  }

  private PromptDeclaration prompt(PyRegistration r) {
    Handler handler = r.function().isPresent() ? handlers.whole(r.function()) : null;
    return new PromptDeclaration(r.at().module(), r.at().node(), name(r), description(r), handler);
  }

  private ResourceDeclaration resource(PyRegistration r) {
    String name = texts.text(option(r, "name"));
    if (name == null && r.function().isPresent()) {
      name = PySyntax.name(r.function().tree(), r.function().node());
    }
    return new ResourceDeclaration(
        r.at().module(),
        r.at().node(),
        name,
        texts.text(r.given()),
        description(r),
        r.function().isPresent() ? handlers.whole(r.function()) : null);
  }

  private static PyNode option(PyRegistration r, String name) {
    return r.options().isPresent() ? r.options().argument(name) : r.options();
  }

  /** The given name, else the function's own. */
  private String name(PyRegistration r) {
    PyNode given = r.given();
    boolean own =
        !given.isPresent()
            || given.is("none")
            || given.child("attribute").text().equals("__name__");
    String name =
        own && r.function().isPresent()
            ? PySyntax.name(r.function().tree(), r.function().node())
            : texts.text(given);
    return name == null || name.isEmpty() ? UNKNOWN : name;
  }

  private String description(PyRegistration r) {
    PyNode given = option(r, "description");
    if (given.isPresent() && !given.is("none")) {
      String text = texts.text(given);
      return text == null ? UNKNOWN : text;
    }
    return r.function().isPresent() && r.function().is("function_definition")
        ? texts.docstring(r.function())
        : null;
  }

  private Set<String> excluded(PyRegistration r) {
    Set<String> out = new HashSet<>();
    names.constant(option(r, "exclude_args")).forEach(n -> out.add(n.asText()));
    return out;
  }

  private JsonNode annotations(PyNode node) {
    return node.node() == NONE ? null : PyAnnotationHints.of(node, names, texts);
  }
}
