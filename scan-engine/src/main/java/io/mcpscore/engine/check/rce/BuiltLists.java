package io.mcpscore.engine.check.rce;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.check.Expressions;
import io.mcpscore.engine.check.Returned;
import io.mcpscore.engine.check.SinkTable;
import io.mcpscore.engine.program.Program;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.Target;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.List;

/**
 * Argument lists that an object makes of its fields when it is asked to: {@code [*command.argv()]}.
 * Which of the fields may hold options is seen where the method returns the list.
 */
final class BuiltLists {

  private BuiltLists() {}

  /**
   * Adds what may be taken for options where a list is returned.
   *
   * @param argument an argument that stands for several
   * @return false when it is not the list of such a method
   */
  static boolean add(Program program, SourceModule module, Argument argument, SinkTable table) {
    if (!argument.spread() || Expressions.owner(module.tree(), argument.node()) == NONE) {
      return false;
    }
    boolean built = false;
    for (Target.Defined returned : Returned.of(program, module, argument.node())) {
      SourceModule home = returned.module();
      SyntaxTree tree = home.tree();
      int statement = tree.enclosing(returned.node(), "return_statement");
      List<Argument> items = ArgumentLists.of(home, returned.node(), returned.node());
      if (statement == NONE || items.size() < 2) {
        return false;
      }
      List<Argument> open = Operands.open(program, home, items);
      table.add(home, statement, open.stream().map(Argument::node).toList());
      built = true;
    }
    return built;
  }
}
