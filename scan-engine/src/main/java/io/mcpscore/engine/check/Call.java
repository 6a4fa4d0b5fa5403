package io.mcpscore.engine.check;

import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A call or {@code new} of something from outside the repository.
 *
 * @param module where it is
 * @param node the call
 * @param callee qualified name of what is called, as in {@code Target.External}
 * @param handed how many arguments come before its own, where another function calls it
 * @param bound arguments that it was given before, as with {@code f.bind(null, x)}
 */
public record Call(SourceModule module, int node, String callee, int handed, List<Integer> bound) {

  /** Copies the list. */
  public Call {
    bound = List.copyOf(bound);
  }

  /** A call that hands its arguments to what it names. */
  public Call(SourceModule module, int node, String callee) {
    this(module, node, callee, 0, List.of());
  }

  /** Tree of the module. */
  public SyntaxTree tree() {
    return module.tree();
  }

  /** The expression that is called. */
  public int function() {
    int function = tree().child(node, "function");
    return function == SyntaxTree.NONE ? tree().child(node, "constructor") : function;
  }

  /** The object of a method call, or {@code NONE}. */
  public int receiver() {
    return tree().child(function(), "object");
  }

  /** The positional arguments up to the first one that is spread, without brackets around them. */
  public List<Integer> arguments() {
    SyntaxTree tree = tree();
    int list = tree.child(node, "arguments");
    if (tree.is(list, "template_string")) {
      return List.of(list);
    }
    IntStream own =
        tree.namedChildren(list)
            .filter(a -> !tree.is(a, "keyword_argument") && !tree.is(a, "dictionary_splat"))
            .takeWhile(a -> !tree.is(a, "spread_element") && !tree.is(a, "list_splat"))
            .map(tree::unbracketed)
            .skip(handed);
    return Stream.concat(bound.stream(), own.boxed()).toList();
  }

  /** The positional argument at a 0-based place, or {@code NONE}. */
  public int argument(int index) {
    List<Integer> all = arguments();
    return index < all.size() ? all.get(index) : SyntaxTree.NONE;
  }

  /** The positional argument at a place, else the keyword argument of a name, else {@code NONE}. */
  public int argument(int index, String name) {
    int positional = argument(index);
    return positional == SyntaxTree.NONE ? option(name) : positional;
  }

  /** What is spread into the arguments, as in {@code f(**values)}, or {@code NONE}. */
  public int spread() {
    SyntaxTree tree = tree();
    return tree.namedChildren(tree.child(node, "arguments"))
        .filter(
            a ->
                tree.is(a, "dictionary_splat")
                    || tree.is(a, "list_splat")
                    || tree.is(a, "spread_element"))
        .map(a -> tree.namedChild(a, 0))
        .findFirst()
        .orElse(SyntaxTree.NONE);
  }

  /**
   * The value of a keyword argument or of a member of an object literal that is an argument, or
   * {@code NONE}.
   */
  public int option(String name) {
    SyntaxTree tree = tree();
    int list = tree.child(node, "arguments");
    return tree.namedChildren(list)
        .map(tree::unbracketed)
        .map(a -> tree.is(a, "object") ? Members.value(tree, a, name) : keyword(a, name))
        .filter(v -> v != SyntaxTree.NONE)
        .findFirst()
        .orElse(SyntaxTree.NONE);
  }

  private int keyword(int argument, String name) {
    SyntaxTree tree = tree();
    return tree.is(argument, "keyword_argument")
            && tree.text(tree.child(argument, "name")).equals(name)
        ? tree.unbracketed(tree.child(argument, "value"))
        : SyntaxTree.NONE;
  }
}
