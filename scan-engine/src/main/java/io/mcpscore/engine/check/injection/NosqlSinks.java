package io.mcpscore.engine.check.injection;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.Callee;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.check.Members;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Where document and key stores take code: {@code $where}, {@code $function}, scripts. */
final class NosqlSinks {

  private static final Set<String> CODE = Set.of("$where", "$accumulator", "$function");
  private static final Pattern SCRIPT =
      Pattern.compile("(?i)eval|evalAsync|evalsha|register_script|script_load");
  private static final Pattern STORE = Pattern.compile("(?i).{0,60}redis.{0,60}");

  private NosqlSinks() {}

  /** The code that a call hands to a store. */
  static List<Integer> of(Callee callee) {
    Call call = callee.call();
    List<Integer> out = new ArrayList<>();
    if (callee.method().matches("mapReduce|map_reduce")) {
      out.addAll(Interpreters.present(call.argument(0), call.argument(1)));
    }
    boolean script = SCRIPT.matcher(callee.method()).matches() && !callee.receiver().isEmpty();
    if (script
        && (STORE.matcher(callee.receiver()).matches()
            || STORE.matcher(callee.qualified()).matches())) {
      out.addAll(Interpreters.present(call.argument(0)));
    }
    if (callee
        .method()
        .matches(
            "find\\w{0,20}|aggregate|count\\w{0,20}|update\\w{0,10}|delete\\w{0,10}|distinct|where")) {
      out.addAll(code(call));
    }
    return out;
  }

  /** Values of members that hold code, at any depth of the arguments. */
  private static List<Integer> code(Call call) {
    SyntaxTree tree = call.tree();
    int list = tree.child(call.node(), "arguments");
    return tree.subtree(list)
        .filter(n -> tree.is(n, "pair") && CODE.contains(Members.key(tree, n)))
        .map(n -> tree.child(n, "value"))
        .filter(n -> n != NONE && !ExternalCalls.isCall(tree, n))
        .boxed()
        .toList();
  }
}
