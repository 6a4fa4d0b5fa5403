package io.mcpscore.engine.mcp.py;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import com.fasterxml.jackson.databind.JsonNode;
import io.mcpscore.engine.program.Binding;
import io.mcpscore.engine.program.Target;
import io.mcpscore.engine.program.py.PyModule;
import io.mcpscore.engine.program.py.PyParameter;
import io.mcpscore.engine.program.py.PySyntax;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Follows expressions to what they stand for in one run of the code around them. */
final class PyMeanings {

  private static final int DEEPEST = 60;
  private static final int STEPS = 3_000;

  private final PyNames names;
  private final PyObjects objects;
  private final Map<PyNode, PyNode> results = new HashMap<>();

  /** Following asks for names, which are followed again: both limits are for all of it. */
  private int depth;

  private int steps;

  PyMeanings(PyNames names, PyObjects objects) {
    this.names = names;
    this.objects = objects;
  }

  /**
   * The literal, call, function or class that an expression stands for, with the run that its own
   * names belong to; the last expression that could be reached when it cannot be followed to one.
   */
  PyNode of(PyNode expression) {
    return follow(expression);
  }

  /** What runs give values to: the declaration of a name, of anything else the expression. */
  static PyNode place(PyNode node) {
    Binding binding = node.module().binding(node.node()).orElse(null);
    return switch (binding) {
      case Binding.Variable v -> node.at(v.declaration());
      case Binding.Parameter p -> parameter(node.at(p.function()), p.index());
      case null, default -> node;
    };
  }

  private static PyNode parameter(PyNode function, int index) {
    return function.at(PySyntax.parameters(function.tree(), function.node()).get(index).nameNode());
  }

  private PyNode follow(PyNode start) {
    PyNode node = start.unwrapped();
    steps = depth == 0 ? STEPS : steps - 1;
    if (!node.isPresent() || depth >= DEEPEST || steps <= 0) {
      return node;
    }
    depth++;
    try {
      return step(node);
    } finally {
      depth--;
    }
  }

  private PyNode step(PyNode node) {
    Optional<PyNode> given = node.run().value(place(node));
    if (given.isPresent()) {
      return follow(given.get());
    }
    return switch (node.kind()) {
      case "identifier" -> identifier(node);
      case "attribute" -> {
        PyNode owner = follow(node.child("object"));
        String name = node.child("attribute").text();
        PyNode member = objects.member(owner, name);
        PyNode held = member.isPresent() ? member : ofModule(node.child("object"), owner, name);
        yield held.isPresent() ? follow(held) : resolved(node);
      }
      case "subscript" -> {
        PyNode item = item(node);
        yield item.isPresent() ? follow(item) : resolved(node);
      }
      case "call" -> call(node);
      default -> node;
    };
  }

  private PyNode identifier(PyNode name) {
    return switch (name.module().binding(name.node()).orElse(null)) {
      case Binding.Variable v when v.value() != NONE -> follow(name.at(v.value()));
      case Binding.Variable v -> {
        PyNode part = part(name.at(v.declaration()));
        yield part.isPresent() ? follow(part) : resolved(name);
      }
      case null, default -> resolved(name);
    };
  }

  /** What is taken apart for a name, {@code TABLE[name]} of {@code kind, handler = TABLE[name]}. */
  static PyNode takenApart(PyNode declaration) {
    PyNode pattern = declaration.parent();
    PyNode assignment = pattern.parent();
    boolean only =
        pattern.kind().matches("pattern_list|tuple_pattern")
            && assignment.is("assignment")
            && declaration.module() instanceof PyModule module
            && module.isOnlyDeclaration(declaration.node());
    return only ? assignment.child("right") : declaration.at(NONE);
  }

  private PyNode part(PyNode declaration) {
    PyNode whole = takenApart(declaration);
    List<PyNode> names = declaration.parent().children();
    List<PyNode> parts = whole.isPresent() ? objects.parts(follow(whole)) : List.of();
    boolean spread = names.stream().anyMatch(n -> n.kind().startsWith("list_splat"));
    for (int i = 0; i < names.size() && !spread && names.size() == parts.size(); i++) {
      if (names.get(i).isSame(declaration)) {
        return parts.get(i);
      }
    }
    return declaration.at(NONE);
  }

  /** What the program says, whichever run it is. */
  private PyNode resolved(PyNode node) {
    Target target = names.program().resolve(node.module(), node.node()).orElse(null);
    if (!(target instanceof Target.Defined d) || d.module().tree().is(d.node(), "module")) {
      return node;
    }
    PyNode found = new PyNode(d.module(), d.node());
    return found.isSame(node) ? node : found;
  }

  /** A member of a module that a variable stands for in this run alone, or an absent node. */
  private PyNode ofModule(PyNode written, PyNode owner, String name) {
    Optional<Target> target =
        owner.isSame(written.unwrapped()) || !owner.is("identifier")
            ? Optional.empty()
            : names.program().resolve(owner.module(), owner.node());
    return target
        .filter(Target.Defined.class::isInstance)
        .map(Target.Defined.class::cast)
        .filter(d -> d.module().tree().is(d.node(), "module"))
        .flatMap(d -> names.exported(d.module(), name))
        .orElse(owner.at(NONE));
  }

  private PyNode item(PyNode subscript) {
    PyNode owner = follow(subscript.child("value"));
    if (!owner.kind().matches("dictionary|tuple|list|expression_list|call")) {
      return owner.at(NONE);
    }
    JsonNode key = names.constant(subscript.child("subscript"));
    if (owner.is("dictionary")) {
      return owner.children().stream()
          .filter(p -> p.is("pair") && names.constant(p.child("key")).equals(key))
          .map(p -> p.child("value"))
          .findFirst()
          .orElse(owner.at(NONE));
    }
    List<PyNode> parts = key.isInt() ? objects.parts(owner) : List.of();
    return key.asInt() >= 0 && key.asInt() < parts.size() ? parts.get(key.asInt()) : owner.at(NONE);
  }

  /** An object stays the call that makes it; a function is followed to what it gives back. */
  private PyNode call(PyNode call) {
    PyNode callee = follow(call.callee());
    if (callee.is("class_definition")) {
      return call;
    }
    if (!callee.module().isFunction(callee.node())) {
      return resolved(call);
    }
    PyNode wrapped = wrapped(call, callee);
    PyNode result = result(callee);
    return wrapped.isPresent()
        ? follow(wrapped)
        : result.isPresent() ? follow(result.in(entered(callee, call))) : resolved(call);
  }

  private PyNode result(PyNode function) {
    return results.computeIfAbsent(function.in(PyRun.ANY), PyMeanings::returned);
  }

  /** The only expression that a function gives back, or an absent node. */
  private static PyNode returned(PyNode function) {
    if (function.is("lambda")) {
      return function.child("body");
    }
    List<PyNode> results =
        function
            .child("body")
            .own(function.node())
            .filter(n -> n.is("return_statement") || n.is("yield"))
            .limit(2)
            .toList();
    boolean only = results.size() == 1 && results.getFirst().is("return_statement");
    return only ? results.getFirst().named(0) : function.at(NONE);
  }

  /** The run of a function that a call starts. */
  static PyRun entered(PyNode function, PyNode call) {
    PyRun out = function.run();
    List<PyParameter> parameters = PySyntax.parameters(function.tree(), function.node());
    int shift =
        PySyntax.takesSelf(function.tree(), function.node()) && !parameters.isEmpty() ? 1 : 0;
    for (int i = shift; i < parameters.size(); i++) {
      PyParameter parameter = parameters.get(i);
      boolean one =
          parameter.kind() == PyParameter.Kind.PLAIN
              || parameter.kind() == PyParameter.Kind.KEYWORD;
      if (one) {
        int position = parameter.kind() == PyParameter.Kind.PLAIN ? i - shift : Integer.MAX_VALUE;
        int given = call.arguments().find(parameter.name(), position).orElse(NONE);
        PyNode value = given == NONE ? function.at(parameter.value()) : call.at(given);
        out = out.with(function.at(parameter.nameNode()), value);
      }
    }
    return out;
  }

  /**
   * The function that a call wraps: {@code timed(f)}, when what {@code timed} gives back says that
   * it stands for {@code f} by {@code functools.wraps}.
   */
  private PyNode wrapped(PyNode call, PyNode wrapper) {
    PyNode inner = resolved(result(wrapper));
    boolean local =
        inner.is("function_definition") && inner.tree().within(inner.node(), wrapper.node());
    if (!local || !inner.module().equals(wrapper.module())) {
      return call.at(NONE);
    }
    for (int decorator : PySyntax.decorators(inner.tree(), inner.node())) {
      PyNode wraps = inner.at(decorator);
      PyNode original = wraps.at(wraps.arguments().at(0));
      boolean stands = wraps.is("call") && names.simpleName(wraps.callee()).equals("wraps");
      PyNode head = original.is("attribute") ? original.child("object") : original;
      if (stands
          && head.module().binding(head.node()).orElse(null) instanceof Binding.Parameter p
          && p.function() == wrapper.node()) {
        return original.in(entered(wrapper, call));
      }
    }
    return call.at(NONE);
  }
}
