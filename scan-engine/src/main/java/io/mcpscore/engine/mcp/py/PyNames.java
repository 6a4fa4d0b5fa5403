package io.mcpscore.engine.mcp.py;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.mcpscore.engine.program.Binding;
import io.mcpscore.engine.program.Program;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.Target;
import io.mcpscore.engine.program.py.PySyntax;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.Optional;

/** Questions about what nodes stand for, over the whole program. */
final class PyNames {

  private final Program program;
  private final PyObjects objects;
  private final PyMeanings meanings;

  PyNames(Program program) {
    this.program = program;
    this.objects = new PyObjects(this);
    this.meanings = new PyMeanings(this, objects);
  }

  Program program() {
    return program;
  }

  Optional<Target> target(PyNode node) {
    PyNode meant = meant(node);
    return program.resolve(meant.module(), meant.node());
  }

  /** Members of classes and objects. */
  PyObjects objects() {
    return objects;
  }

  /** What an expression stands for in its run; see {@link PyMeanings#of}. */
  PyNode meaning(PyNode node) {
    return meanings.of(node);
  }

  private PyNode meant(PyNode node) {
    return node.run() == PyRun.ANY ? node : meaning(node);
  }

  /** The qualified name of something external, or the empty text. */
  String external(PyNode node) {
    return target(node)
        .filter(Target.External.class::isInstance)
        .map(t -> ((Target.External) t).qualifiedName())
        .orElse("");
  }

  /** The part after the last dot of a qualified name. */
  static String last(String qualifiedName) {
    return qualifiedName.substring(qualifiedName.lastIndexOf('.') + 1);
  }

  /** The last part of what an expression names: resolved, else as written. */
  String simpleName(PyNode node) {
    String external = external(node);
    return last(external.isEmpty() ? node.text() : external);
  }

  /** The node of the repository that an expression stands for. */
  Optional<PyNode> defined(PyNode node) {
    PyNode meant = meant(node);
    return program
        .resolve(meant.module(), meant.node())
        .filter(Target.Defined.class::isInstance)
        .map(Target.Defined.class::cast)
        .map(d -> new PyNode(d.module(), d.node()))
        .map(d -> d.isSame(meant) ? meant : d);
  }

  /** The {@code def} or lambda that an expression stands for. */
  Optional<PyNode> function(PyNode node) {
    return defined(node).filter(d -> d.module().isFunction(d.node()));
  }

  /** The class that an expression stands for. */
  Optional<PyNode> type(PyNode node) {
    return defined(node).filter(d -> d.is("class_definition"));
  }

  /** What a module itself defines under a name. */
  Optional<PyNode> exported(SourceModule module, String name) {
    return module
        .export(name)
        .map(
            binding ->
                switch (binding) {
                  case Binding.Class c -> new PyNode(module, c.node());
                  case Binding.Function f -> new PyNode(module, f.node());
                  case Binding.Variable v when v.value() != SyntaxTree.NONE ->
                      new PyNode(module, v.value());
                  default -> null;
                });
  }

  /** The function or class of which an expression takes a member such as {@code __doc__}. */
  PyNode definition(PyNode node, String member) {
    boolean asked = node.is("attribute") && node.child("attribute").text().equals(member);
    PyNode owner = asked ? meaning(node.child("object")) : node.at(SyntaxTree.NONE);
    return owner.is("function_definition") || owner.is("class_definition")
        ? owner
        : node.at(SyntaxTree.NONE);
  }

  JsonNode constant(PyNode node) {
    PyNode meant = meant(node);
    PyNode named = definition(meant, "__name__");
    if (named.isPresent()) {
      return TextNode.valueOf(PySyntax.name(named.tree(), named.node()));
    }
    return program.constant(meant.module(), meant.node());
  }
}
