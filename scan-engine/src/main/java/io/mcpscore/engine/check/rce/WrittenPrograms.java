package io.mcpscore.engine.check.rce;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.check.Expressions;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a function writes to a file before an interpreter runs that file: the text of a program goes
 * through the file system, where no dataflow follows it.
 */
final class WrittenPrograms {

  private static final Set<String> FILE_FIRST =
      Set.of("writeFile", "writeFileSync", "outputFile", "outputFileSync");
  private static final Set<String> ON_FILE = Set.of("write", "write_text", "write_bytes");
  private static final int ROUNDS = 3;

  private final SyntaxTree tree;
  private final int scope;
  private final int use;
  private final Set<String> names = new HashSet<>();

  private WrittenPrograms(SourceModule module, int use) {
    this.tree = module.tree();
    this.scope = Expressions.scope(module, use);
    this.use = use;
  }

  /**
   * The contents that were written to a file before.
   *
   * @param file expression that names the file
   * @param use the call that runs it
   */
  static List<Integer> of(SourceModule module, int file, int use) {
    WrittenPrograms written = new WrittenPrograms(module, use);
    written.addNames(file);
    for (int i = 0; i < ROUNDS; i++) {
      written.addAliases();
    }
    return written.contents();
  }

  private void addNames(int expression) {
    tree.subtree(expression)
        .filter(n -> tree.is(n, "identifier"))
        .filter(n -> !tree.is(tree.parent(n), "call") && !tree.field(n).equals("attribute"))
        .forEach(n -> names.add(tree.text(n)));
  }

  /** {@code path = f.name}, {@code with open(path) as f}, and names that paths are made of. */
  private void addAliases() {
    for (int n = scope; n < Math.min(use, tree.subtreeEnd(scope)); n++) {
      switch (tree.kind(n)) {
        case "assignment" -> alias(tree.child(n, "left"), tree.child(n, "right"));
        case "variable_declarator" -> alias(tree.child(n, "name"), tree.child(n, "value"));
        case "as_pattern" -> opened(n);
        default -> {}
      }
    }
  }

  private void alias(int left, int right) {
    boolean file = tree.is(right, "attribute") && tree.text(right).endsWith(".name");
    if (file && names.contains(tree.text(left))) {
      names.add(tree.text(tree.child(right, "object")));
    }
    if (isOpening(right) && mentions(right)) {
      names.add(tree.text(left));
    }
  }

  private void opened(int pattern) {
    int call = tree.namedChild(pattern, 0);
    int alias = tree.child(pattern, "alias");
    if (isOpening(call) && mentions(call)) {
      names.add(tree.text(alias == NONE ? tree.namedChild(pattern, 1) : alias));
    }
  }

  private boolean isOpening(int node) {
    return node != NONE
        && ExternalCalls.isCall(tree, node)
        && Expressions.calledName(tree, node).matches("open|fdopen");
  }

  private boolean mentions(int call) {
    return tree.subtree(tree.child(call, "arguments"))
        .anyMatch(n -> tree.is(n, "identifier") && names.contains(tree.text(n)));
  }

  private List<Integer> contents() {
    return tree.subtree(scope)
        .filter(n -> n < use && ExternalCalls.isCall(tree, n))
        .map(this::content)
        .filter(n -> n != NONE)
        .boxed()
        .toList();
  }

  private int content(int call) {
    String name = Expressions.calledName(tree, call);
    int arguments = tree.child(call, "arguments");
    int first = tree.unbracketed(tree.namedChild(arguments, 0));
    if (ON_FILE.contains(name) && names.contains(tree.text(Expressions.owner(tree, call)))) {
      return first;
    }
    return FILE_FIRST.contains(name) && names.contains(tree.text(first))
        ? tree.namedChild(arguments, 1)
        : NONE;
  }
}
