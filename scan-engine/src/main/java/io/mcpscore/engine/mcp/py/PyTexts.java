package io.mcpscore.engine.mcp.py;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.mcpscore.engine.program.py.PyStrings;
import io.mcpscore.engine.program.py.PySyntax;
import java.util.List;
import java.util.Optional;

/** Texts and JSON as far as the source states them; {@code *} stands for what is put in later. */
final class PyTexts {

  private static final String UNKNOWN = "*";
  private static final int DEEPEST = 40;

  private final PyNames names;

  PyTexts(PyNames names) {
    this.names = names;
  }

  /** The text of an expression, or null when nothing of it is stated. */
  String text(PyNode node) {
    return text(node, DEEPEST).filter(t -> !t.replace(UNKNOWN, "").isBlank()).orElse(null);
  }

  private Optional<String> text(PyNode start, int depth) {
    PyNode node = start.unwrapped();
    if (!node.isPresent() || depth == 0) {
      return Optional.empty();
    }
    JsonNode constant = names.constant(node);
    if (constant.isTextual()) {
      return Optional.of(constant.textValue());
    }
    return switch (node.kind()) {
      case "string", "concatenated_string" ->
          PyStrings.decode(
              node.tree(),
              node.node(),
              i -> text(node.at(i).child("expression"), depth - 1).orElse(UNKNOWN));
      case "binary_operator" -> sum(node, depth);
      case "call" -> call(node, depth);
      case "boolean_operator" ->
          text(node.child("left"), depth - 1).or(() -> text(node.child("right"), depth - 1));
      case "identifier", "attribute", "subscript" ->
          Optional.ofNullable(documented(node)).or(() -> named(node, depth));
      default -> Optional.empty();
    };
  }

  /** The text of what a name stands for; in a run that may be what a call is given there. */
  private Optional<String> named(PyNode name, int depth) {
    PyNode meant = name.run() == PyRun.ANY ? name : names.meaning(name);
    Optional<PyNode> value = meant.is("call") ? Optional.of(meant) : names.defined(name);
    return value
        .filter(v -> !v.equals(name) && !v.module().isFunction(v.node()))
        .flatMap(v -> text(v, depth - 1));
  }

  private Optional<String> described(PyNode name) {
    PyNode meant = names.meaning(name);
    boolean definition = meant.is("function_definition") || meant.is("class_definition");
    return definition ? Optional.ofNullable(docstring(meant)) : Optional.empty();
  }

  /** The docstring that {@code f.__doc__} is, or null. */
  private String documented(PyNode attribute) {
    PyNode meant = attribute.run() == PyRun.ANY ? attribute : names.meaning(attribute);
    PyNode definition = names.definition(meant, "__doc__");
    return definition.isPresent() ? docstring(definition) : null;
  }

  private Optional<String> sum(PyNode node, int depth) {
    return switch (node.child("operator").text()) {
      case "+" ->
          Optional.of(
              text(node.child("left"), depth - 1).orElse(UNKNOWN)
                  + text(node.child("right"), depth - 1).orElse(UNKNOWN));
      case "%" ->
          text(node.child("left"), depth - 1).map(t -> t.replaceAll("%[-\\w.]*[sdrif]", UNKNOWN));
      default -> Optional.empty();
    };
  }

  private Optional<String> call(PyNode call, int depth) {
    PyNode callee = call.callee();
    if (!callee.is("attribute")) {
      PyNode only = call.at(call.arguments().at(0));
      if (names.simpleName(callee).equals("getdoc")) {
        return described(only);
      }
      return names
              .simpleName(callee)
              .matches("dedent|cleandoc|str|_|gettext|AnyUrl|FileUrl|HttpUrl")
          ? text(only, depth - 1)
          : Optional.empty();
    }
    PyNode object = callee.child("object");
    return switch (callee.child("attribute").text()) {
      case "format" ->
          text(object, depth - 1).map(t -> t.replaceAll("\\{[^{}\\n]{0,100}}", UNKNOWN));
      case "strip", "rstrip", "lstrip" -> text(object, depth - 1).map(String::strip);
      case "getdoc" -> described(call.at(call.arguments().at(0)));
      case "dedent", "cleandoc" ->
          text(call.at(call.arguments().at(0)), depth - 1).map(PyStrings::cleandoc);
      default -> Optional.empty();
    };
  }

  /** The cleaned docstring of a function or class, or null. */
  String docstring(PyNode definition) {
    int string = PySyntax.docstring(definition.tree(), definition.node());
    String text = text(definition.at(string));
    return text == null ? null : PyStrings.cleandoc(text);
  }

  /** JSON of an expression; members that are not stated are left out. */
  JsonNode json(PyNode node) {
    return json(node, DEEPEST);
  }

  private JsonNode json(PyNode start, int depth) {
    PyNode node = start.unwrapped();
    if (!node.isPresent() || depth == 0) {
      return MissingNode.getInstance();
    }
    return switch (node.kind()) {
      case "dictionary" -> object(node, depth);
      case "list", "tuple" -> list(node, depth);
      case "identifier", "attribute", "subscript" -> {
        Optional<PyNode> defined = names.defined(node).filter(d -> !d.equals(node));
        boolean literal =
            defined.isPresent() && defined.get().kind().matches("dictionary|list|tuple");
        yield literal ? json(defined.get(), depth - 1) : leaf(node);
      }
      default -> leaf(node);
    };
  }

  private JsonNode leaf(PyNode node) {
    JsonNode constant = names.constant(node);
    if (!constant.isMissingNode()) {
      return constant;
    }
    String text = text(node);
    return text == null ? constant : TextNode.valueOf(text);
  }

  private ArrayNode list(PyNode node, int depth) {
    ArrayNode out = JsonNodeFactory.instance.arrayNode();
    for (PyNode item : node.children()) {
      boolean spread = item.is("list_splat");
      JsonNode value = json(spread ? item.named(0) : item, depth - 1);
      if (spread) {
        value.forEach(out::add);
      } else if (!value.isMissingNode()) {
        out.add(value);
      }
    }
    return out;
  }

  private ObjectNode object(PyNode node, int depth) {
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    for (PyNode item : node.children()) {
      if (item.is("dictionary_splat")
          && json(item.named(0), depth - 1) instanceof ObjectNode more) {
        out.setAll(more);
      }
      JsonNode value = json(item.child("value"), depth - 1);
      String key = text(item.child("key"));
      if (key != null && !value.isMissingNode()) {
        out.set(key, value);
      }
    }
    return out;
  }

  /** Keyword arguments of a call as an object: {@code ToolAnnotations(readOnlyHint=True)}. */
  ObjectNode keywords(PyNode call, List<String> camel) {
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    call.arguments()
        .keywords()
        .forEach(
            (name, value) -> {
              JsonNode json = json(call.at(value));
              if (!json.isMissingNode()) {
                out.set(camel(name, camel), json);
              }
            });
    return out;
  }

  private static String camel(String name, List<String> known) {
    String flat = name.replace("_", "");
    return known.stream().filter(flat::equalsIgnoreCase).findFirst().orElse(name);
  }
}
