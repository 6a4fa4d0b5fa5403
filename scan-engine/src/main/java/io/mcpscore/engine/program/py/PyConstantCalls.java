package io.mcpscore.engine.program.py;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Calls whose result is known when their arguments are. */
final class PyConstantCalls {

  private static final JsonNode MISSING = MissingNode.getInstance();

  private final PyEvaluator evaluator;
  private final PyConstants constants;

  PyConstantCalls(PyEvaluator evaluator, PyConstants constants) {
    this.evaluator = evaluator;
    this.constants = constants;
  }

  JsonNode fold(PyModule module, int call, Fuel fuel) {
    SyntaxTree tree = module.tree();
    int callee = tree.child(call, "function");
    PyArguments arguments = PyArguments.of(tree, call);
    Optional<PyValue> target = evaluator.evaluate(module, callee, fuel);
    if (target.isPresent()) {
      return switch (target.get()) {
        case PyValue.External e -> external(module, e.name(), arguments, fuel);
        case PyValue.Function f ->
            evaluator
                .annotations()
                .returned(f.module(), f.node(), fuel)
                .filter(PyValue.Expression.class::isInstance)
                .map(PyValue.Expression.class::cast)
                .map(e -> constants.fold(e.module(), e.node(), fuel))
                .orElse(MISSING);
        case PyValue.Class c -> constants.fold(module, arguments.at(0), fuel);
        default -> MISSING;
      };
    }
    return tree.is(callee, "attribute") ? method(module, callee, arguments, fuel) : MISSING;
  }

  private JsonNode external(PyModule module, String name, PyArguments arguments, Fuel fuel) {
    return switch (name) {
      case "textwrap.dedent" ->
          text(module, arguments.at(0), fuel)
              .map(PyStrings::dedent)
              .map(this::node)
              .orElse(MISSING);
      case "inspect.cleandoc" ->
          text(module, arguments.at(0), fuel)
              .map(PyStrings::cleandoc)
              .map(this::node)
              .orElse(MISSING);
      case "inspect.getdoc" -> docstring(module, arguments.at(0), fuel);
      case "list", "tuple", "set", "frozenset", "sorted" ->
          items(constants.fold(module, arguments.at(0), fuel));
      case "str", "pydantic.AnyUrl", "pathlib.Path" ->
          constants.fold(module, arguments.at(0), fuel);
      case "dict" -> dictionary(module, arguments, fuel);
      default -> MISSING;
    };
  }

  /** The items of a list, the keys of a dictionary. */
  private static JsonNode items(JsonNode of) {
    if (!(of instanceof ObjectNode fields)) {
      return of;
    }
    ArrayNode out = JsonNodeFactory.instance.arrayNode();
    fields.fieldNames().forEachRemaining(out::add);
    return out;
  }

  private JsonNode dictionary(PyModule module, PyArguments arguments, Fuel fuel) {
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    if (constants.fold(module, arguments.at(0), fuel) instanceof ObjectNode first) {
      out.setAll(first);
    }
    arguments
        .keywords()
        .forEach((name, value) -> out.set(name, constants.fold(module, value, fuel)));
    return out;
  }

  private JsonNode method(PyModule module, int callee, PyArguments arguments, Fuel fuel) {
    SyntaxTree tree = module.tree();
    Optional<String> text = text(module, tree.child(callee, "object"), fuel);
    if (text.isEmpty()) {
      return MISSING;
    }
    return switch (tree.text(tree.child(callee, "attribute"))) {
      case "strip" -> node(text.get().strip());
      case "lstrip" -> node(text.get().stripLeading());
      case "rstrip" -> node(text.get().stripTrailing());
      case "lower" -> node(text.get().toLowerCase(Locale.ROOT));
      case "upper" -> node(text.get().toUpperCase(Locale.ROOT));
      case "join" -> join(text.get(), constants.fold(module, arguments.at(0), fuel));
      case "split" -> split(text.get(), text(module, arguments.at(0), fuel));
      case "replace" -> {
        Optional<String> from = text(module, arguments.at(0), fuel);
        Optional<String> to = text(module, arguments.at(1), fuel);
        yield from.isPresent() && to.isPresent() && text.get().length() < 100_000
            ? node(text.get().replace(from.get(), to.get()))
            : MISSING;
      }
      default -> MISSING;
    };
  }

  private JsonNode join(String separator, JsonNode items) {
    List<String> texts = new ArrayList<>();
    for (JsonNode item : items) {
      if (!item.isTextual()) {
        return MISSING;
      }
      texts.add(item.textValue());
    }
    return items.isArray() ? node(String.join(separator, texts)) : MISSING;
  }

  private JsonNode split(String text, Optional<String> separator) {
    if (separator.isEmpty() || separator.get().isEmpty()) {
      return MISSING;
    }
    ArrayNode out = JsonNodeFactory.instance.arrayNode();
    for (String part : text.split(Pattern.quote(separator.get()), -1)) {
      out.add(part);
    }
    return out;
  }

  /** The docstring of what an expression names. */
  JsonNode docstring(PyModule module, int expression, Fuel fuel) {
    Optional<PyValue> target = evaluator.evaluate(module, expression, fuel);
    if (target.isEmpty()) {
      return MISSING;
    }
    return switch (target.get()) {
      case PyValue.Function f -> docstring(f.module(), f.node());
      case PyValue.Class c -> docstring(c.module(), c.node());
      default -> MISSING;
    };
  }

  private JsonNode docstring(PyModule module, int definition) {
    int text = PySyntax.docstring(module.tree(), definition);
    return text == NONE
        ? MISSING
        : PyStrings.decode(module.tree(), text)
            .map(PyStrings::cleandoc)
            .map(this::node)
            .orElse(MISSING);
  }

  private Optional<String> text(PyModule module, int node, Fuel fuel) {
    JsonNode value = constants.fold(module, node, fuel);
    return value.isTextual() ? Optional.of(value.textValue()) : Optional.empty();
  }

  private JsonNode node(String text) {
    return TextNode.valueOf(text);
  }
}
