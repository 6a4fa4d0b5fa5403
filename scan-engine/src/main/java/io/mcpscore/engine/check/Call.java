package io.mcpscore.engine.check;

import io.mcpscore.engine.program.Binding;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.py.PySyntax;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.List;

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
    List<Integer> all = new ArrayList<>(bound);
    int before = handed;
    for (int a = tree.namedChild(list, 0); a != SyntaxTree.NONE; a = tree.nextSibling(a)) {
      if (tree.is(a, "spread_element") || tree.is(a, "list_splat")) {
        break;
      }
      if (isPositional(tree, a) && before-- <= 0) {
        all.add(tree.unbracketed(a));
      }
    }
    return List.copyOf(all);
  }

  private static boolean isPositional(SyntaxTree tree, int argument) {
    return tree.isNamed(argument)
        && !tree.is(argument, "comment")
        && !tree.is(argument, "keyword_argument")
        && !tree.is(argument, "dictionary_splat");
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

  /**
   * The argument that a parameter of the called function gets.
   *
   * @param home module of that function
   * @param parameter of it, as a whole
   * @param name of the parameter
   * @return {@code NONE} where it gets none, or what the method is called on
   */
  public int given(SourceModule home, Binding.Parameter parameter, String name) {
    boolean method =
        !home.file().language().isScript()
            && receiver() != SyntaxTree.NONE
            && PySyntax.takesSelf(home.tree(), parameter.function());
    int index = parameter.index() - (method ? 1 : 0);
    return index < 0 ? SyntaxTree.NONE : argument(index, name);
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
    for (int a = tree.namedChild(list, 0); a != SyntaxTree.NONE; a = tree.nextSibling(a)) {
      int bare = tree.unbracketed(a);
      int value = tree.is(bare, "object") ? Members.value(tree, bare, name) : keyword(bare, name);
      if (value != SyntaxTree.NONE) {
        return value;
      }
    }
    return SyntaxTree.NONE;
  }

  private int keyword(int argument, String name) {
    SyntaxTree tree = tree();
    return tree.is(argument, "keyword_argument")
            && tree.text(tree.child(argument, "name")).equals(name)
        ? tree.unbracketed(tree.child(argument, "value"))
        : SyntaxTree.NONE;
  }
}
