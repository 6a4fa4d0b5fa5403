package io.mcpscore.engine.check.rce;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.Expressions;
import io.mcpscore.engine.program.Program;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Command lines for a shell that are handed to something which is not known to start processes,
 * such as a client of containers or a function of the repository: {@code exec({ Cmd: ["sh", "-c",
 * line] })}, {@code run("bash", ["-c", line])}.
 */
final class ShellVectors {

  /** Words of which one is in every file that hands a command line to a shell. */
  static final List<String> WORDS = List.of("c\"", "c'", "c`", "k\"", "k'", "ommand\"", "ommand'");

  /** Functions that look at a list and run nothing. */
  private static final Set<String> HARMLESS =
      Set.of(
          "push",
          "stringify",
          "log",
          "error",
          "info",
          "debug",
          "warn",
          "join",
          "concat",
          "append",
          "extend",
          "print",
          "dumps",
          "format",
          "quote",
          "includes");

  private static final Pattern MEMBER =
      Pattern.compile("(?i)cmd|command|commands|argv|args|arguments|entry_?point");

  private final Program program;
  private final ProcessCalls processes;
  private final CheckContext context;

  ShellVectors(CheckContext context) {
    this.context = context;
    this.program = context.program();
    this.processes = new ProcessCalls(program);
  }

  /** What a shell will read of the arguments of a call. */
  List<Integer> of(SourceModule module, int node) {
    SyntaxTree tree = module.tree();
    Call call = context.calls().at(module, node).orElseGet(() -> new Call(module, node, ""));
    if (HARMLESS.contains(Expressions.calledName(tree, node)) || processes.of(call).isPresent()) {
      return List.of();
    }
    List<Integer> arguments = call.arguments();
    List<Integer> out = new ArrayList<>(named(call));
    for (int argument : arguments) {
      out.addAll(list(module, argument, node));
    }
    tree.namedChildren(tree.child(node, "arguments"))
        .flatMap(a -> tree.is(a, "object") ? tree.namedChildren(a) : IntStream.of(a))
        .filter(a -> tree.is(a, "pair") || tree.is(a, "keyword_argument"))
        .filter(a -> MEMBER.matcher(key(tree, a)).matches())
        .forEach(a -> out.addAll(list(module, tree.child(a, "value"), node)));
    return out;
  }

  private static String key(SyntaxTree tree, int member) {
    int key = tree.child(member, tree.is(member, "pair") ? "key" : "name");
    String text = tree.text(key);
    return text.length() < 40 ? text.replace("\"", "").replace("'", "") : "";
  }

  private List<Integer> list(SourceModule module, int expression, int use) {
    SyntaxTree tree = module.tree();
    int value = expression == NONE ? NONE : Expressions.valueOf(module, expression);
    if (!tree.is(value, "array") && !tree.is(value, "list")) {
      return List.of();
    }
    return Interpreters.shellTexts(program, module, ArgumentLists.of(module, value, use));
  }

  /** {@code run("bash", ["-c", line])}. */
  private List<Integer> named(Call call) {
    SourceModule module = call.module();
    int list = call.argument(1);
    if (!call.tree().is(list, "array") && !call.tree().is(list, "list")) {
      return List.of();
    }
    String name = ProgramName.of(program, module, call.argument(0));
    if (name.isEmpty()) {
      return List.of();
    }
    List<Argument> items = ArgumentLists.of(module, list, call.node());
    String flag =
        items.isEmpty() ? "" : program.constant(module, items.getFirst().node()).asText("");
    return Interpreters.isShell(name, flag)
        ? items.stream().skip(1).map(Argument::node).toList()
        : List.of();
  }
}
