package io.mcpscore.engine.mcp.py;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.program.Binding;
import io.mcpscore.engine.program.py.PySyntax;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The values that an expression may have when code runs for each of a few: loops, parameters. */
final class PyValues {

  private static final int DEEPEST = 3;

  private final PyNames names;
  private final PyCallers callers;

  /** What each function decorates by its bare name, and the functions whose results decorate. */
  private Map<PyNode, List<PyNode>> decorated;

  private Set<PyNode> decorating;

  PyValues(PyNames names, PyCallers callers) {
    this.names = names;
    this.callers = callers;
  }

  /** The functions that an expression may stand for; none when that cannot be said. */
  List<PyNode> functions(PyNode expression) {
    return functions(expression, DEEPEST).distinct().toList();
  }

  private Stream<PyNode> functions(PyNode expression, int depth) {
    PyNode meant = names.meaning(expression);
    Optional<PyNode> direct = names.function(meant);
    if (direct.isPresent()) {
      return direct.stream();
    }
    if (depth > 0 && meant.is("call")) {
      return wrapped(meant, depth);
    }
    Optional<Binding> binding = expression.module().binding(expression.node());
    if (depth == 0 || binding.isEmpty()) {
      return Stream.empty();
    }
    return switch (binding.get()) {
      case Binding.Parameter p ->
          Stream.concat(
                  callers.arguments(expression.module(), p).stream(),
                  decorated(expression.at(p.function()), p.index()))
              .flatMap(a -> functions(a, depth - 1));
      case Binding.Variable v when v.value() == NONE ->
          Stream.concat(
                  iterated(expression.at(v.declaration())),
                  assigned(expression, expression.at(v.declaration())))
              .flatMap(a -> functions(a, depth - 1));
      default -> Stream.empty();
    };
  }

  /** The first function that a call is given: whatever is made of it in the end runs it. */
  private Stream<PyNode> wrapped(PyNode call, int depth) {
    return call.arguments().positional().stream()
        .map(a -> functions(call.at(a), depth - 1).toList())
        .filter(found -> !found.isEmpty())
        .findFirst()
        .stream()
        .flatMap(List::stream);
  }

  /** Functions that a function of one parameter is a decorator of. */
  private Stream<PyNode> decorated(PyNode function, int index) {
    if (index != 0) {
      return Stream.empty();
    }
    readDecorators();
    return decorated.getOrDefault(function, List.of()).stream();
  }

  /** Whether a call stands in a function of the repository that decorates others. */
  boolean isInDecorator(PyNode call) {
    PyNode outer = call;
    int at = PySyntax.enclosingFunction(call.tree(), call.node());
    while (at != NONE) {
      outer = call.at(at);
      at = PySyntax.enclosingFunction(call.tree(), at);
    }
    readDecorators();
    return decorating.contains(outer);
  }

  /** Once for the whole program: every registration asks. */
  private void readDecorators() {
    if (decorated != null) {
      return;
    }
    decorated = new HashMap<>();
    decorating = new HashSet<>();
    names.program().modules().stream()
        .filter(m -> !m.file().language().isScript())
        .flatMap(m -> m.tree().ofKinds("decorator").mapToObj(n -> new PyNode(m, n)))
        .forEach(this::readDecorator);
  }

  private void readDecorator(PyNode decorator) {
    PyNode expression = decorator.named(0);
    names.function(expression.callee()).ifPresent(decorating::add);
    if (expression.is("identifier")) {
      PyNode definition = decorator.parent().child("definition");
      names
          .function(expression)
          .ifPresent(f -> decorated.computeIfAbsent(f, k -> new ArrayList<>()).add(definition));
    }
  }

  /** All that a name is given, also {@code f = wrap(f, …)} of what it wraps. */
  private static Stream<PyNode> assigned(PyNode name, PyNode declaration) {
    Optional<Binding> meant = name.module().binding(name.node());
    int function = PySyntax.enclosingFunction(declaration.tree(), declaration.node());
    return declaration
        .at(Math.max(function, 0))
        .subtree()
        .filter(n -> n.is("assignment") && n.child("left").is("identifier"))
        .filter(n -> n.child("left").text().equals(name.text()))
        .filter(n -> name.module().binding(n.child("left").node()).equals(meant))
        .map(n -> n.child("right"))
        .map(r -> r.is("call") ? r.at(r.arguments().at(0)) : r)
        .filter(PyNode::isPresent);
  }

  /** The items of the list literal that a loop variable runs through. */
  private Stream<PyNode> iterated(PyNode target) {
    PyNode loop = target.parent();
    int position = -1;
    if (loop.is("pattern_list") || loop.is("tuple_pattern")) {
      position = loop.children().indexOf(target);
      loop = loop.parent();
    }
    if (!loop.is("for_statement")) {
      return Stream.empty();
    }
    int at = position;
    PyNode iterable = loop.child("right").unwrapped();
    PyNode method = iterable.callee();
    if (iterable.is("call") && method.is("attribute")) {
      String name = method.child("attribute").text();
      boolean values = name.equals("values") || (name.equals("items") && at == 1);
      return values
          ? literal(method.child("object")).filter(p -> p.is("pair")).map(p -> p.child("value"))
          : Stream.empty();
    }
    return literal(iterable).map(item -> at < 0 ? item : item.unwrapped().named(at));
  }

  private Stream<PyNode> literal(PyNode expression) {
    PyNode literal = names.defined(expression).orElse(expression);
    boolean known = literal.kind().matches("list|tuple|set|dictionary");
    return known ? literal.children().stream() : Stream.empty();
  }
}
