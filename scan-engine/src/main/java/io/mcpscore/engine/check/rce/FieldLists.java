package io.mcpscore.engine.check.rce;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.check.Expressions;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.program.Program;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Argument lists that an object of Python holds, and that its methods fill step by step before one
 * of them starts the program.
 */
final class FieldLists {

  private static final int MOST = 100;

  private FieldLists() {}

  /**
   * Where arguments that may be taken for options come into the list of a process.
   *
   * @return the expressions by the node that puts them into the list, none when the list is no
   *     field of an object or its program has no dangerous options
   */
  static Map<Integer, List<Integer>> open(Program program, ProcessCall process) {
    SourceModule module = process.call().module();
    SyntaxTree tree = module.tree();
    int list = process.list();
    int type = tree.is(list, "attribute") ? tree.enclosing(list, "class_definition") : NONE;
    if (type == NONE || !tree.text(tree.child(list, "object")).equals("self")) {
      return Map.of();
    }
    List<Piece> pieces = pieces(module, type, tree.text(list));
    List<Argument> items = pieces.stream().flatMap(p -> p.items().stream()).toList();
    boolean dangerous =
        !items.isEmpty()
            && OptionPrograms.isDangerous(ProgramName.of(program, module, items.getFirst().node()));
    Map<Integer, List<Integer>> out = new LinkedHashMap<>();
    if (dangerous) {
      List<Argument> open = Operands.open(program, module, items.subList(1, items.size()));
      for (Piece piece : pieces) {
        List<Integer> here =
            piece.items().stream().filter(open::contains).map(Argument::node).toList();
        if (!here.isEmpty()) {
          out.put(piece.node(), here);
        }
      }
    }
    return out;
  }

  /** What one node puts into the list. */
  private record Piece(int node, List<Argument> items) {}

  private static List<Piece> pieces(SourceModule module, int type, String field) {
    SyntaxTree tree = module.tree();
    List<Piece> out = new ArrayList<>();
    for (int n = type; n < tree.subtreeEnd(type) && out.size() < MOST; n++) {
      boolean given = tree.is(n, "assignment") || tree.is(n, "augmented_assignment");
      if (given && tree.text(tree.child(n, "left")).equals(field)) {
        out.add(new Piece(n, ArgumentLists.of(module, tree.child(n, "right"), n)));
      } else if (ExternalCalls.isCall(tree, n)
          && tree.text(Expressions.owner(tree, n)).equals(field)) {
        List<Argument> added = added(module, n);
        if (!added.isEmpty()) {
          out.add(new Piece(n, added));
        }
      }
    }
    return out;
  }

  private static List<Argument> added(SourceModule module, int call) {
    SyntaxTree tree = module.tree();
    int first = tree.namedChild(tree.child(call, "arguments"), 0);
    int arguments = tree.child(call, "arguments");
    return switch (Expressions.calledName(tree, call)) {
      case "append" -> first == NONE ? List.of() : List.of(new Argument(first, false));
      case "extend" ->
          tree.is(arguments, "generator_expression")
              ? List.of(new Argument(arguments, true))
              : ArgumentLists.of(module, first, call);
      default -> List.of();
    };
  }
}
