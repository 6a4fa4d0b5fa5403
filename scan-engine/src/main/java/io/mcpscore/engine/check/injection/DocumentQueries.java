package io.mcpscore.engine.check.injection;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.Expressions;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.check.Literals;
import io.mcpscore.engine.check.Members;
import io.mcpscore.engine.flow.SinkRule;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;

/**
 * Filters, pipelines, updates and projections of MongoDB as sinks.
 *
 * @param pipelines whether pipelines count alone
 * @param tested values that went through a test where they are used
 */
record DocumentQueries(boolean pipelines, BiPredicate<SourceModule, Integer> tested)
    implements SinkRule {

  /** One of these is in every module that asks such a store. */
  static final List<String> STORES = List.of("mongo", "Mongo", "motor");

  private static final Pattern ASKING =
      Pattern.compile(
          "find|findOne|find_one|findOneAnd\\w+|find_one_and_\\w+|aggregate|count_?[dD]ocuments|distinct"
              + "|(?:update|delete|replace)_?(?:[oO]ne|[mM]any)");
  private static final Pattern COLLECTION =
      Pattern.compile(
          "(?is).*(?:coll(?:ection)?s?|db|database|provider|model|client)(?:\\(.*\\)|\\[.*])?");

  @Override
  public List<Integer> sinks(SourceModule module, int node) {
    SyntaxTree tree = module.tree();
    if (!ExternalCalls.isCall(tree, node)) {
      return List.of();
    }
    String name = Expressions.calledName(tree, node);
    int owner = Expressions.owner(tree, node);
    boolean asks = pipelines ? name.equals("aggregate") : ASKING.matcher(name).matches();
    if (!asks || owner == NONE || !isCollection(module, owner)) {
      return List.of();
    }
    List<Integer> arguments = new Call(module, node, "").arguments();
    if (pipelines) {
      // The service provider of mongosh names the collection first.
      int pipeline = arguments.size() > 2 ? 2 : 0;
      boolean whole = arguments.size() > pipeline && !isExplained(tree, node);
      return whole ? List.of(arguments.get(pipeline)) : List.of();
    }
    List<Integer> out = new ArrayList<>();
    // What distinct takes first is the name of a member.
    int named = name.equals("distinct") ? 1 : 0;
    for (int argument : arguments.subList(Math.min(named, arguments.size()), arguments.size())) {
      int projection = Members.value(tree, argument, "projection");
      if (projection != NONE) {
        out.add(projection);
      } else if (!Literals.isString(tree, argument) && !isRecord(module, argument)) {
        out.add(argument);
      }
    }
    out.removeIf(value -> tested.test(module, value));
    return out;
  }

  /** What is called like a collection, or was made by a method of that name. */
  private static boolean isCollection(SourceModule module, int owner) {
    SyntaxTree tree = module.tree();
    int made = Expressions.valueOf(module, owner);
    return COLLECTION.matcher(tree.brief(owner, 200)).matches()
        || (ExternalCalls.isCall(tree, made)
            && Expressions.calledName(tree, made).matches("(?:get_?)?[cC]ollection|model"));
  }

  /** {@code aggregate(pipeline).explain()} runs nothing that writes. */
  private static boolean isExplained(SyntaxTree tree, int call) {
    int member = tree.parent(call);
    return tree.text(tree.child(member, "property")).equals("explain");
  }

  /** Whether the program names the members itself. */
  private static boolean isRecord(SourceModule module, int argument) {
    String kind = module.tree().kind(Expressions.valueOf(module, argument));
    return kind.equals("object") || kind.equals("dictionary");
  }
}
