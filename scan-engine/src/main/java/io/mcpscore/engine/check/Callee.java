package io.mcpscore.engine.check;

import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;

/**
 * What a call calls, as far as it is known.
 *
 * @param call the call
 * @param qualified name of what is outside the repository, empty when that is not known
 * @param method last part of the name as it is written
 * @param receiver text of what a method is called on, empty for a function
 */
public record Callee(Call call, String qualified, String method, String receiver) {

  private static final int LONGEST = 120;

  /** The callee of a node, or null when the node is no call. */
  public static Callee of(CheckContext context, SourceModule module, int node) {
    return ExternalCalls.isCall(module.tree(), node) ? context.calls().callee(module, node) : null;
  }

  static Callee read(ExternalCalls calls, SourceModule module, int node) {
    SyntaxTree tree = module.tree();
    Call call = calls.at(module, node).orElseGet(() -> new Call(module, node, ""));
    int function = called(tree, call.function());
    int member = tree.child(function, "property");
    int name = member == SyntaxTree.NONE ? tree.child(function, "attribute") : member;
    int object = tree.child(function, "object");
    return new Callee(
        call,
        call.callee(),
        brief(tree, name == SyntaxTree.NONE ? function : name),
        object == SyntaxTree.NONE ? "" : brief(tree, object));
  }

  /** The expression that is called. */
  public int function() {
    return called(call.tree(), call.function());
  }

  /** What a method is called on, or {@code NONE}. */
  public int object() {
    return call.tree().child(function(), "object");
  }

  /** The grammar reads {@code await f<T>(x)} as a call of {@code await f}. */
  private static int called(SyntaxTree tree, int function) {
    int at = function;
    while (tree.is(at, "await_expression") || tree.is(at, "non_null_expression")) {
      at = tree.namedChild(at, 0);
    }
    return at;
  }

  private static String brief(SyntaxTree tree, int node) {
    if (node == SyntaxTree.NONE) {
      return "";
    }
    int end = Math.min(tree.end(node), tree.start(node) + LONGEST);
    return tree.source().slice(tree.start(node), end);
  }

  /** Whether the name is known to come from outside the repository. */
  public boolean isExternal() {
    return !qualified.isEmpty();
  }

  /** Whether the call is a tagged template, whose gaps are values and no text. */
  public boolean isTag() {
    SyntaxTree tree = call.tree();
    return tree.is(tree.child(call.node(), "arguments"), "template_string");
  }
}
