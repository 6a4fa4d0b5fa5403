package io.mcpscore.engine.mcp.py;

import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.py.PyArguments;
import io.mcpscore.engine.program.py.PySyntax;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.List;
import java.util.stream.Stream;

/**
 * A node together with its module; {@link #isPresent} tells whether there is one.
 *
 * @param module where it is
 * @param node the node, or {@link SyntaxTree#NONE}
 * @param run in which run of the code around it; {@link PyRun#ANY} when that does not matter
 */
record PyNode(SourceModule module, int node, PyRun run) {

  /** A node in whichever run. */
  PyNode(SourceModule module, int node) {
    this(module, node, PyRun.ANY);
  }

  /** The same node in another run. */
  PyNode in(PyRun other) {
    return new PyNode(module, node, other);
  }

  /** Whether both are the same node, in whichever runs. */
  boolean isSame(PyNode other) {
    return node == other.node && module.equals(other.module);
  }

  SyntaxTree tree() {
    return module.tree();
  }

  boolean isPresent() {
    return node != SyntaxTree.NONE;
  }

  boolean is(String kind) {
    return tree().is(node, kind);
  }

  String kind() {
    return isPresent() ? tree().kind(node) : "";
  }

  String text() {
    return tree().text(node);
  }

  PyNode at(int other) {
    return new PyNode(module, other, run);
  }

  PyNode child(String field) {
    return at(tree().child(node, field));
  }

  PyNode named(int position) {
    return at(tree().namedChild(node, position));
  }

  PyNode parent() {
    return at(isPresent() ? tree().parent(node) : SyntaxTree.NONE);
  }

  List<PyNode> children() {
    return tree().namedChildren(node).mapToObj(this::at).toList();
  }

  /** The node and all below it. */
  Stream<PyNode> subtree() {
    return tree().subtree(node).mapToObj(this::at);
  }

  PyArguments arguments() {
    return PyArguments.of(tree(), node);
  }

  /** The argument of a name, absent when there is none. */
  PyNode argument(String name) {
    return at(arguments().named(name));
  }

  /** The expression without parentheses and {@code await}. */
  PyNode unwrapped() {
    return at(PySyntax.unwrap(tree(), node));
  }

  /** The callee of a call, of any other expression itself. */
  PyNode callee() {
    return is("call") ? child("function") : this;
  }

  /** The statements and expressions of a function that run when it is called. */
  Stream<PyNode> own(int function) {
    return subtree().filter(n -> PySyntax.enclosingFunction(tree(), n.node()) == function);
  }
}
