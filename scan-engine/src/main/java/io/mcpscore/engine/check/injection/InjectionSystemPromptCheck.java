package io.mcpscore.engine.check.injection;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.Callee;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.GivenValues;
import io.mcpscore.engine.check.Members;
import io.mcpscore.engine.check.NamePattern;
import io.mcpscore.engine.check.poisoning.FetchedText;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * {@code injection-system-prompt}: values of an agent, pages and mails in the instructions of
 * another model.
 */
public final class InjectionSystemPromptCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("injection-system-prompt");

  private static final List<String> WORDS = List.of("system", "System");

  private static final Set<String> SYSTEM =
      Set.of("SystemMessage", "SystemMessagePromptTemplate", "SystemModelMessage");

  private static final NamePattern MODEL =
      NamePattern.of(
          "create|createMessage|create_message|sample|generate\\w{0,20}|stream\\w{0,20}|chat|complete|completion|acompletion|parse|invoke|ainvoke"
              + "|requestSampling|request|elicit|ask|converse|send_message|startChat|getGenerativeModel|GenerativeModel|Agent|query|run");
  private static final Set<String> OPTIONS =
      Set.of(
          "system",
          "systemPrompt",
          "system_prompt",
          "systemInstruction",
          "system_instruction",
          "developer_message");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    InterpreterRule rule =
        InterpreterRule.strict(context, InjectionSystemPromptCheck::instructions);
    String what = "the instructions of another model";
    Interpreters.report(context, findings, INFO, rule, WORDS, what);
    FetchedText text = new FetchedText(context.program(), true, true);
    Interpreters.report(context, findings, INFO, new StrangersText(rule, text), WORDS, what);
  }

  private static List<Integer> instructions(Callee callee) {
    Call call = callee.call();
    SyntaxTree tree = call.tree();
    if (SYSTEM.contains(callee.method())) {
      return Interpreters.present(call.argument(0, "content"));
    }
    if (!MODEL.matches(callee.method())) {
      return List.of();
    }
    List<Integer> out = new ArrayList<>();
    tree.subtree(tree.child(call.node(), "arguments"))
        .filter(n -> !isInsideCall(tree, n, call.node()))
        .forEach(n -> collect(tree, n, out));
    for (int messages : new int[] {call.option("messages"), call.argument(0)}) {
      if (tree.is(messages, "identifier")) {
        GivenValues.of(call.module(), messages)
            .forEach(v -> tree.subtree(v).forEach(n -> collect(tree, n, out)));
      }
    }
    return out;
  }

  private static void collect(SyntaxTree tree, int node, List<Integer> out) {
    String name =
        switch (tree.kind(node)) {
          case "pair" -> Members.key(tree, node);
          case "keyword_argument" -> tree.text(tree.child(node, "name"));
          default -> "";
        };
    if (OPTIONS.contains(name)) {
      out.add(tree.child(node, "value"));
    } else if (tree.is(node, "shorthand_property_identifier")
        && OPTIONS.contains(tree.text(node))) {
      out.add(node);
    } else if (name.equals("role")
        && tree.text(tree.child(node, "value")).matches("[\"'`](?:system|developer)[\"'`]")) {
      int content = Members.value(tree, tree.parent(node), "content");
      if (content != NONE) {
        out.add(content);
      }
    }
  }

  /** What stands in a call inside of the arguments belongs to that call. */
  private static boolean isInsideCall(SyntaxTree tree, int node, int call) {
    int at = tree.parent(node);
    while (at != NONE && at != call) {
      if (ExternalCalls.isCall(tree, at)) {
        return true;
      }
      at = tree.parent(at);
    }
    return false;
  }
}
