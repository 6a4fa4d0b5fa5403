package io.mcpscore.engine.mcp.py;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import com.fasterxml.jackson.databind.JsonNode;
import io.mcpscore.engine.mcp.McpModel.Handler;
import io.mcpscore.engine.program.Binding;
import io.mcpscore.engine.program.py.PyParameter;
import io.mcpscore.engine.program.py.PySyntax;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a dispatching function calls on that which it looks up by the name of the request: {@code
 * TABLE[name](arguments)}, {@code TABLE.get(name).run(arguments)}, and a search for the object
 * whose name it is.
 */
final class PyLookups {

  /** What such a method is called; a server also asks objects for other things. */
  static final Pattern DOING =
      Pattern.compile("_*a?(?:execute|run|call|handle|handler|invoke|perform|apply)(?:_.*)?_*");

  private static final int LONGEST_CHAIN = 12;
  private static final int MOST_LOOKUPS = 100;
  private static final int MOST_USES = 100;

  private final PyNames names;
  private final PyTables tables;
  private final PyHandlers handlers;
  private int lookups;

  PyLookups(PyNames names, PyTables tables, PyHandlers handlers) {
    this.names = names;
    this.tables = tables;
    this.handlers = handlers;
  }

  /**
   * What a name leads to.
   *
   * @param handler the code
   * @param function the function that it is
   * @param call what calls it, or hands it over to be called
   */
  record Found(Handler handler, PyNode function, PyNode call) {}

  /**
   * The handlers by name.
   *
   * @param function the function that dispatches
   * @param lookup {@code table[name]} or {@code table.get(name)}
   * @param table the table in it
   */
  Map<String, Found> inTable(PyNode function, PyNode lookup, PyNode table) {
    Map<String, Found> out = new LinkedHashMap<>();
    List<PyNode> uses = lookups++ < MOST_LOOKUPS ? uses(function, lookup) : List.of();
    for (PyTables.Row row : uses.isEmpty() ? List.<PyTables.Row>of() : tables.rows(table)) {
      if (row.key().isPresent()) {
        put(names.constant(row.key()), uses, PyRun.ANY.with(lookup, row.value()), out);
      }
    }
    return out;
  }

  /**
   * The handlers by name of objects that are searched through.
   *
   * @param function the function that dispatches
   * @param tested the expression that the name is compared with, such as {@code tool.name}
   */
  Map<String, Found> searched(PyNode function, PyNode tested) {
    Map<String, Found> out = new LinkedHashMap<>();
    PyNode variable = head(tested);
    PyNode loop = variable.is("identifier") ? loop(variable) : variable.at(NONE);
    if (!loop.isPresent() || lookups++ >= MOST_LOOKUPS) {
      return out;
    }
    PyNode declared = PyMeanings.place(variable);
    PyNode first = loop.is("for_in_clause") ? firstOf(loop.parent()) : declared;
    List<PyNode> uses = uses(function, first);
    for (PyRun run : tables.turns(loop, List.of(PyRun.ANY))) {
      run.value(declared)
          .ifPresent(v -> put(names.constant(tested.in(run)), uses, PyRun.ANY.with(first, v), out));
    }
    return out;
  }

  private void put(JsonNode name, List<PyNode> uses, PyRun run, Map<String, Found> out) {
    if (name.isTextual()) {
      for (PyNode use : uses) {
        Optional<PyNode> function = called(use.in(run));
        if (function.isPresent()) {
          PyNode found = function.get();
          Handler whole = handlers.whole(found, agent(found, use));
          out.putIfAbsent(name.textValue(), new Found(whole, found, use.parent()));
          return;
        }
      }
    }
  }

  /** Parameters of what is called that the client fills, without those that the server does. */
  private List<Integer> agent(PyNode function, PyNode use) {
    List<Integer> all = handlers.agentParameters(function, Set.of());
    PyNode call = use.parent();
    if (!call.is("call") || !call.callee().isSame(use)) {
      return all;
    }
    List<PyParameter> parameters = PySyntax.parameters(function.tree(), function.node());
    int shift = PySyntax.takesSelf(function.tree(), function.node()) ? 1 : 0;
    List<Integer> out = new ArrayList<>(all);
    out.removeIf(
        i -> {
          int given = call.arguments().find(parameters.get(i).name(), i - shift).orElse(NONE);
          return given != NONE && isOfServer(call.at(given));
        });
    return out.isEmpty() ? all : out;
  }

  /** Whether a value is there before a request comes: of the module, or of a function around. */
  private static boolean isOfServer(PyNode value) {
    PyNode head = head(value);
    if (!head.is("identifier") || head.text().matches("self|cls")) {
      return head.is("identifier");
    }
    int function = PySyntax.enclosingFunction(value.tree(), value.node());
    return switch (head.module().binding(head.node()).orElse(null)) {
      case Binding.Parameter p -> p.function() != function;
      case Binding.Variable v ->
          PySyntax.enclosingFunction(value.tree(), v.declaration()) != function;
      case null, default -> false;
    };
  }

  /** The function that runs when something is called: of an object the one it has for that. */
  private Optional<PyNode> called(PyNode use) {
    Optional<PyNode> function = names.function(use);
    PyNode object = function.isPresent() ? use.at(NONE) : names.meaning(use);
    return object.is("call")
        ? Optional.of(names.objects().member(object, "__call__"))
            .filter(m -> m.isPresent() && m.module().isFunction(m.node()))
        : function;
  }

  /** The loop that a variable is the target of, or an absent node. */
  private static PyNode loop(PyNode variable) {
    PyNode place = PyMeanings.place(variable);
    PyNode at = variable;
    for (; at.isPresent() && !at.module().isFunction(at.node()); at = at.parent()) {
      Stream<PyNode> loops = PyTables.isComprehension(at) ? at.children().stream() : Stream.of(at);
      Optional<PyNode> found =
          loops
              .filter(l -> l.is("for_statement") || l.is("for_in_clause"))
              .filter(l -> l.child("left").is("identifier"))
              .filter(l -> PyMeanings.place(l.child("left")).isSame(place))
              .findFirst();
      if (found.isPresent()) {
        return found.get();
      }
    }
    return variable.at(NONE);
  }

  /** The {@code next(…)} around a generator, or the generator itself. */
  private static PyNode firstOf(PyNode generator) {
    PyNode parent = generator.parent();
    PyNode call = parent.is("argument_list") ? parent.parent() : parent;
    return call.is("call") && call.callee().text().equals("next") ? call : generator;
  }

  /** What is called, or handed over to be called, of what was looked up; the likeliest first. */
  private static List<PyNode> uses(PyNode function, PyNode lookup) {
    List<PyNode> out = new ArrayList<>();
    function
        .child("body")
        .subtree()
        .filter(n -> n.is("call"))
        .flatMap(c -> Stream.concat(Stream.of(c.callee()), handedOver(c)))
        .filter(u -> comesFrom(u, lookup))
        .limit(MOST_USES)
        .forEach(out::add);
    out.sort(Comparator.comparingInt(u -> rank(u)));
    return out;
  }

  private static Stream<PyNode> handedOver(PyNode call) {
    return call.arguments().positional().stream()
        .map(call::at)
        .filter(a -> a.kind().matches("identifier|attribute|subscript"));
  }

  private static int rank(PyNode use) {
    String member =
        use.is("attribute")
            ? use.child("attribute").text()
            : use.is("subscript") ? use.child("subscript").text().replaceAll("\\W", "") : "";
    return member.isEmpty() || DOING.matcher(member).matches() ? 0 : 1;
  }

  private static boolean comesFrom(PyNode use, PyNode lookup) {
    PyNode at = use;
    for (int i = 0; i < LONGEST_CHAIN && at.isPresent(); i++) {
      if (at.isSame(lookup) || PyMeanings.place(at).isSame(lookup)) {
        return true;
      }
      at = owner(at);
    }
    return false;
  }

  /** The variable at the start of a chain of members. */
  private static PyNode head(PyNode chain) {
    PyNode at = chain.unwrapped();
    for (int i = 0; i < LONGEST_CHAIN && !at.is("identifier") && at.isPresent(); i++) {
      at = owner(at);
    }
    return at;
  }

  private static PyNode owner(PyNode start) {
    PyNode node = start.unwrapped();
    if (!node.isSame(start)) {
      return node;
    }
    return switch (node.kind()) {
      case "attribute" -> node.child("object");
      case "subscript" -> node.child("value");
      case "call" -> node.callee();
      case "identifier" ->
          node.module().binding(node.node()).orElse(null) instanceof Binding.Variable v
              ? given(node, v)
              : node.at(NONE);
      default -> node.at(NONE);
    };
  }

  private static PyNode given(PyNode name, Binding.Variable variable) {
    return variable.value() == NONE
        ? PyMeanings.takenApart(name.at(variable.declaration()))
        : name.at(variable.value());
  }
}
