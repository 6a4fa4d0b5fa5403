package io.mcpscore.engine.mcp.py;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import com.fasterxml.jackson.databind.JsonNode;
import io.mcpscore.engine.mcp.McpModel.ToolDeclaration;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.py.PySyntax;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
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

  /** What such a method is called; a server also asks objects for other things. */
  private static final Pattern DOING =
      Pattern.compile("_*a?(?:execute|run|call|handle|invoke|perform)(?:_.*)?_*");

  private static final int MOST_BASES = 6;

  private final PyNames names;
  private final PyTexts texts;
  private final PyProtocolItems items;
  private final PyHandlers handlers;

  PyToolClasses(PyNames names, PyTexts texts, PyProtocolItems items, PyHandlers handlers) {
    this.names = names;
    this.texts = texts;
    this.items = items;
    this.handlers = handlers;
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
            .filter(m -> DOING.matcher(PySyntax.name(m.tree(), m.node())).matches())
            .findFirst()
            .or(() -> called.stream().findFirst())
            .ifPresent(m -> add(type, m, framework, out));
      }
    }
    return out;
  }

  /** Those of some methods that a class has a body for, its own before what it inherits. */
  private List<PyNode> called(PyNode type, Set<String> methods) {
    Set<PyNode> line = new LinkedHashSet<>();
    line(type, line);
    return line.stream()
        .flatMap(PyToolClasses::methods)
        .filter(
            m ->
                methods.contains(PySyntax.name(m.tree(), m.node()))
                    && !PySyntax.isStub(m.tree(), m.node()))
        .toList();
  }

  private void line(PyNode type, Set<PyNode> line) {
    if (line.size() < MOST_BASES && line.add(type)) {
      for (int base : type.arguments().positional()) {
        names.type(type.at(base)).ifPresent(found -> line(found, line));
      }
    }
  }

  private void add(PyNode type, PyNode method, String framework, List<ToolDeclaration> out) {
    String name = text(type, NAME, "name");
    if (name != null) {
      String description = text(type, DESCRIPTION, "description");
      out.add(
          new ToolDeclaration(
              type.module(),
              type.node(),
              framework,
              name,
              text(type, List.of("title"), "title"),
              description == null ? texts.docstring(type) : description,
              schema(type),
              items.annotations(described(type)),
              handlers.whole(method)));
    }
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
        methods(type)
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

  private static Stream<PyNode> methods(PyNode type) {
    return type.child("body").children().stream()
        .map(m -> m.is("decorated_definition") ? m.child("definition") : m)
        .filter(m -> m.is("function_definition"));
  }
}
