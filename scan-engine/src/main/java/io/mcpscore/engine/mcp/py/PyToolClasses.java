package io.mcpscore.engine.mcp.py;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import com.fasterxml.jackson.databind.JsonNode;
import io.mcpscore.engine.mcp.McpModel.ToolDeclaration;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.py.PyParameter;
import io.mcpscore.engine.program.py.PySyntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Tools that are objects: a class with a name, a description, a schema and the method that the
 * server calls on whichever object goes by the name of the request.
 */
final class PyToolClasses {

  private static final List<String> NAME = List.of("name", "tool_name", "NAME", "TOOL_NAME");
  private static final List<String> DESCRIPTION = List.of("description", "DESCRIPTION");
  private static final List<String> SCHEMA =
      List.of("input_schema", "inputSchema", "parameters", "schema", "INPUT_SCHEMA");

  private final PyNames names;
  private final PyTexts texts;
  private final PyProtocolItems items;
  private final PyHandlers handlers;
  private final PyTypes types;
  private final PyObjects objects;
  private final PyClassNames classNames;

  PyToolClasses(PyNames names, PyTexts texts, PyTypes types, PyHandlers handlers) {
    this.names = names;
    this.types = types;
    this.texts = texts;
    this.items = new PyProtocolItems(names, texts, types);
    this.handlers = handlers;
    this.objects = names.objects();
    this.classNames = new PyClassNames(names);
  }

  /**
   * The tools whose class has, or inherits, one of some methods with a body.
   *
   * @param methods names of the methods that the server calls
   */
  List<ToolDeclaration> of(Set<String> methods, List<SourceModule> modules, String framework) {
    List<ToolDeclaration> out = new ArrayList<>();
    if (methods.isEmpty()) {
      return out;
    }
    for (SourceModule module : modules) {
      if (!module.file().role().deducts()) {
        continue;
      }
      for (int node : module.tree().ofKinds("class_definition").toArray()) {
        PyNode type = new PyNode(module, node);
        List<PyNode> called = called(type, methods);
        called.stream()
            .filter(m -> PyLookups.DOING.matcher(PySyntax.name(m.tree(), m.node())).matches())
            .findFirst()
            .or(() -> called.stream().findFirst())
            .flatMap(m -> tool(type, m, framework))
            .ifPresent(out::add);
      }
    }
    return out;
  }

  /**
   * The tool that a class is by a method of its own, whose signature says what clients pass.
   *
   * @param methods names of methods that do what the tool is for
   */
  Optional<ToolDeclaration> signed(PyNode type, Set<String> methods, String framework) {
    return called(type, methods).stream()
        .findFirst()
        .flatMap(m -> tool(type, m, framework).map(t -> signed(t, m)));
  }

  private ToolDeclaration signed(ToolDeclaration tool, PyNode method) {
    String description = texts.docstring(method);
    List<PyParameter> parameters = PySyntax.parameters(method.tree(), method.node());
    return new ToolDeclaration(
        tool.module(),
        tool.node(),
        tool.framework(),
        tool.name(),
        tool.title(),
        description == null ? tool.description() : description,
        tool.inputSchema() == null
            ? types.models().parameters(method, parameters, tool.handler().agentParameters())
            : tool.inputSchema(),
        tool.annotations(),
        tool.handler());
  }

  /** Those of some methods that a class has a body for, its own before what it inherits. */
  private List<PyNode> called(PyNode type, Set<String> methods) {
    return objects.line(type).stream()
        .flatMap(PyObjects::methods)
        .filter(
            m ->
                methods.contains(PySyntax.name(m.tree(), m.node()))
                    && !PySyntax.isStub(m.tree(), m.node()))
        .toList();
  }

  private Optional<ToolDeclaration> tool(PyNode type, PyNode method, String framework) {
    String stated = text(type, NAME, "name");
    String name = stated == null ? classNames.of(type, objects.line(type)) : stated;
    if (name == null) {
      return Optional.empty();
    }
    String description = text(type, DESCRIPTION, "description");
    return Optional.of(
        new ToolDeclaration(
            type.module(),
            type.node(),
            framework,
            name,
            text(type, List.of("title"), "title"),
            description == null ? texts.docstring(type) : description,
            schema(type),
            items.annotations(described(type)),
            handlers.whole(PyObjects.of(type, method))));
  }

  /** A text of a class: what it is set to or returned as, else what describes the tool. */
  private String text(PyNode type, List<String> members, String item) {
    String own =
        values(type, members).map(texts::text).filter(t -> t != null).findFirst().orElse(null);
    if (own != null) {
      return own;
    }
    String described = items.text(described(type), item);
    boolean name = item.equals("name");
    return described == null && name ? texts.text(passedName(type)) : described;
  }

  private JsonNode schema(PyNode type) {
    return values(type, SCHEMA)
        .map(texts::json)
        .filter(JsonNode::isObject)
        .findFirst()
        .orElseGet(() -> items.inputSchema(described(type)));
  }

  /** What members are given in the class and its constructor, and what getters return. */
  private static Stream<PyNode> values(PyNode type, List<String> members) {
    Stream<PyNode> assigned =
        type.subtree()
            .filter(n -> n.is("assignment") && isMember(n.child("left"), members))
            .map(n -> n.child("right"));
    Stream<PyNode> returned =
        PyObjects.methods(type)
            .filter(m -> members.contains(unprefixed(PySyntax.name(m.tree(), m.node()))))
            .flatMap(m -> m.child("body").own(m.node()))
            .filter(n -> n.is("return_statement"))
            .map(n -> n.named(0));
    return Stream.concat(assigned, returned);
  }

  private static String unprefixed(String method) {
    return method.startsWith("get_") ? method.substring("get_".length()) : method;
  }

  /** {@code name} in the body of the class, {@code self.name} in its methods. */
  private static boolean isMember(PyNode target, List<String> members) {
    if (target.is("identifier")) {
      return members.contains(target.text())
          && PySyntax.enclosingFunction(target.tree(), target.node()) == NONE;
    }
    return target.is("attribute")
        && target.child("object").text().equals("self")
        && members.contains(target.child("attribute").text());
  }

  /** The first argument of {@code super().__init__("name", …)}. */
  private static PyNode passedName(PyNode type) {
    return type.subtree()
        .filter(n -> n.is("call") && n.callee().text().equals("super().__init__"))
        .map(n -> n.at(n.arguments().find("name", 0).orElse(n.arguments().named("tool_name"))))
        .findFirst()
        .orElse(type.at(NONE));
  }

  /** The {@code Tool(…)} that a method of the class makes, or an absent node. */
  private PyNode described(PyNode type) {
    return type.subtree()
        .filter(n -> n.is("call"))
        .filter(n -> PyFrameworks.isProtocolType(names.external(n.callee()), "Tool"))
        .findFirst()
        .orElse(type.at(NONE));
  }
}
