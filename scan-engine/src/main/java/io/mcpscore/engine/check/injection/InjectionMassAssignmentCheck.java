package io.mcpscore.engine.check.injection;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.Callee;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.GivenValues;
import io.mcpscore.engine.check.Members;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** {@code injection-mass-assignment}: records whose members an agent names. */
public final class InjectionMassAssignmentCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("injection-mass-assignment");

  private static final List<String> WORDS =
      List.of("setattr", "__dict__", "params.arguments", "**");

  private static final Pattern STORING =
      Pattern.compile(
          "create|insert|insertOne|insert_one|update|updateOne|update_one|findByIdAndUpdate|findOneAndUpdate|save|upsert|values|build|bulkCreate|replaceOne");
  private static final Pattern STORE =
      Pattern.compile(
          "(?:.{0,60}\\.)?(?:prisma\\.\\w{1,40}|[A-Z]\\w{0,40}|\\w{0,30}(?:[mM]odel|[rR]epository|[cC]ollection|objects|query)|db\\.\\w{1,40})(?:\\(.{0,60}\\))?");
  private static final Pattern RAW = Pattern.compile("(?s)(?:\\w{1,30}\\.)?params\\.arguments!?");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    InterpreterRule rule = InterpreterRule.of(context, InjectionMassAssignmentCheck::members);
    Interpreters.report(
        context, findings, INFO, rule, WORDS, "the names of the members that are set");
  }

  private static List<Integer> members(Callee callee) {
    Call call = callee.call();
    if (!call.module().file().language().isScript()) {
      return python(callee);
    }
    boolean stores =
        STORING.matcher(callee.method()).matches() && STORE.matcher(callee.receiver()).matches();
    return stores ? raw(call) : List.of();
  }

  private static List<Integer> python(Callee callee) {
    Call call = callee.call();
    if (callee.qualified().equals("setattr")) {
      return Interpreters.present(call.argument(1));
    }
    boolean all = callee.method().equals("update") && callee.receiver().endsWith(".__dict__");
    return all ? Interpreters.present(call.argument(0)) : List.of();
  }

  /** The arguments of a request as they came, handed on as a record or spread into one. */
  private static List<Integer> raw(Call call) {
    SyntaxTree tree = call.tree();
    List<Integer> out = new ArrayList<>();
    for (int argument : call.arguments()) {
      int value = tree.is(argument, "object") ? data(tree, argument) : argument;
      if (tree.is(value, "identifier")) {
        GivenValues.of(call.module(), value).stream()
            .filter(v -> RAW.matcher(unwrapped(tree, v)).matches())
            .forEach(v -> out.add(value));
      } else if (value != NONE && RAW.matcher(unwrapped(tree, value)).matches()) {
        out.add(value);
      }
    }
    return out;
  }

  private static int data(SyntaxTree tree, int object) {
    for (String name : List.of("data", "$set")) {
      int value = Members.value(tree, object, name);
      if (value != NONE) {
        return value;
      }
    }
    int spread =
        tree.namedChildren(object)
            .filter(n -> tree.is(n, "spread_element"))
            .findFirst()
            .orElse(NONE);
    return spread == NONE ? NONE : tree.namedChild(spread, 0);
  }

  private static String unwrapped(SyntaxTree tree, int node) {
    int at = node;
    while (tree.is(at, "as_expression")
        || tree.is(at, "parenthesized_expression")
        || tree.is(at, "non_null_expression")) {
      at = tree.namedChild(at, 0);
    }
    String text = tree.text(at);
    return text.length() > 200 ? "" : text;
  }
}
