package io.mcpscore.engine.mcp.py;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.program.Target;
import io.mcpscore.engine.program.py.PyClasses;
import io.mcpscore.engine.program.py.PySyntax;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Members of classes and of the objects that calls of them make: fields of data classes and named
 * tuples, what constructors keep, methods and class attributes, also inherited ones.
 */
final class PyObjects {

  /** What classes do when another one is derived from them. */
  static final String DERIVED = "__init_subclass__";

  private final PyNames names;

  /** What constructors keep, by the name that they keep it under. */
  private final Map<PyNode, Map<String, PyNode>> kept = new HashMap<>();

  PyObjects(PyNames names) {
    this.names = names;
  }

  /**
   * A member of a class, or of the object that a call of a class makes; an absent node when there
   * is none. Methods and getters know the object by the run that they come with.
   */
  PyNode member(PyNode owner, String name) {
    PyNode type = typeOf(owner);
    if (!type.isPresent()) {
      boolean protocol =
          owner.is("call") && !PyFrameworks.ofName(names.external(owner.callee())).isEmpty();
      return protocol ? owner.argument(name) : owner.at(NONE);
    }
    boolean object = owner.is("call");
    List<PyNode> line = line(type);
    if (object) {
      PyNode stored = stored(line, owner, name);
      if (stored.isPresent()) {
        return stored;
      }
    }
    for (PyNode at : line) {
      Optional<PyNode> method =
          methods(at).filter(m -> PySyntax.name(m.tree(), m.node()).equals(name)).findFirst();
      if (method.isPresent()) {
        return object ? bound(method.get(), owner) : ofClass(method.get(), type);
      }
      Optional<PyNode> value =
          assignments(at)
              .filter(a -> a.child("left").text().equals(name))
              .map(a -> a.child("right"))
              .filter(PyNode::isPresent)
              .findFirst();
      if (value.isPresent()) {
        return value.get();
      }
    }
    return owner.at(NONE);
  }

  /** The class of an object, or the class itself; an absent node for anything else. */
  PyNode typeOf(PyNode owner) {
    if (owner.is("class_definition")) {
      return owner.in(PyRun.ANY);
    }
    return owner.is("call") ? names.type(owner.callee()).orElse(owner.at(NONE)) : owner.at(NONE);
  }

  /** The items of a tuple or list, or the fields of a named tuple, in order. */
  List<PyNode> parts(PyNode node) {
    if (node.kind().matches("tuple|list|expression_list")) {
      List<PyNode> items = node.children();
      return items.stream().anyMatch(i -> i.is("list_splat")) ? List.of() : items;
    }
    PyNode type = typeOf(node);
    return node.is("call") && type.isPresent()
        ? fields(line(type)).stream().map(f -> member(node, f)).toList()
        : List.of();
  }

  /** A class and its bases in the repository, the nearest first. */
  List<PyNode> line(PyNode type) {
    Target.Defined defined = new Target.Defined(type.module(), type.node());
    return PyClasses.line(names.program(), defined).stream()
        .map(d -> new PyNode(d.module(), d.node()))
        .toList();
  }

  /** What the constructor keeps under a name, else the argument for the field. */
  private PyNode stored(List<PyNode> line, PyNode call, String name) {
    Optional<PyNode> constructor =
        line.stream().flatMap(PyObjects::methods).filter(m -> isNamed(m, "__init__")).findFirst();
    if (constructor.isPresent()) {
      PyNode made = constructor.get();
      PyNode value = kept.computeIfAbsent(made, PyObjects::kept).get(name);
      return value == null ? call.at(NONE) : value.in(PyMeanings.entered(made, call));
    }
    int position = fields(line).indexOf(name);
    return position < 0
        ? call.at(NONE)
        : call.at(call.arguments().find(name, position).orElse(NONE));
  }

  private static Map<String, PyNode> kept(PyNode constructor) {
    Map<String, PyNode> out = new HashMap<>();
    String self = self(constructor).text();
    constructor
        .child("body")
        .own(constructor.node())
        .filter(n -> n.is("assignment") && n.child("right").isPresent())
        .filter(n -> n.child("left").is("attribute"))
        .filter(n -> n.child("left").child("object").text().equals(self))
        .forEach(n -> out.putIfAbsent(n.child("left").child("attribute").text(), n.child("right")));
    return out;
  }

  /** Annotated names of a class and its bases, the bases' first, as data classes order them. */
  private static List<String> fields(List<PyNode> line) {
    Set<String> out = new LinkedHashSet<>();
    for (PyNode type : new ArrayList<>(line).reversed()) {
      assignments(type)
          .filter(a -> a.child("type").isPresent())
          .filter(a -> !a.child("type").text().contains("ClassVar"))
          .forEach(a -> out.add(a.child("left").text()));
    }
    return List.copyOf(out);
  }

  /** A method as it is called on a class: a class method knows which one. */
  private static PyNode ofClass(PyNode method, PyNode type) {
    return PySyntax.hasDecorator(method.tree(), method.node(), "classmethod")
        ? method.in(PyRun.ANY.with(self(method), type))
        : method;
  }

  /** A method that runs for an object; of a getter what it gives back. */
  private static PyNode bound(PyNode method, PyNode object) {
    boolean plain = PySyntax.takesSelf(method.tree(), method.node());
    PyNode self = plain ? self(method) : method.at(NONE);
    PyNode in = method.in(PyRun.ANY.with(self, object));
    boolean getter =
        PySyntax.decorators(method.tree(), method.node()).stream()
            .anyMatch(d -> method.tree().text(d).matches("(functools\\.)?(cached_)?property"));
    return getter
        ? in.child("body")
            .own(method.node())
            .filter(n -> n.is("return_statement"))
            .map(n -> n.named(0))
            .findFirst()
            .orElse(in.at(NONE))
        : in;
  }

  private static PyNode self(PyNode method) {
    return PySyntax.parameters(method.tree(), method.node()).stream()
        .findFirst()
        .map(p -> method.at(p.nameNode()))
        .orElse(method.at(NONE));
  }

  /** A method as objects of a class have it. */
  static PyNode of(PyNode type, PyNode method) {
    boolean plain = PySyntax.takesSelf(method.tree(), method.node());
    return plain ? method.in(PyRun.ANY.with(self(method), type)) : method;
  }

  /** The object that a method runs for, as its run says it. */
  static Optional<PyNode> receiver(PyNode method) {
    return method.run().value(self(method).in(PyRun.ANY));
  }

  private static boolean isNamed(PyNode method, String name) {
    return PySyntax.name(method.tree(), method.node()).equals(name);
  }

  /** The methods that a class itself defines. */
  static Stream<PyNode> methods(PyNode type) {
    return PyClasses.methods(type.tree(), type.node()).mapToObj(type::at);
  }

  /** The assignments and annotated names in the body of a class. */
  private static Stream<PyNode> assignments(PyNode type) {
    return type.child("body").children().stream()
        .filter(s -> s.is("expression_statement"))
        .map(s -> s.named(0))
        .filter(a -> a.is("assignment") && a.child("left").is("identifier"));
  }
}
