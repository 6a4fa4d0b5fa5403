package io.mcpscore.engine.check.rce;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import com.fasterxml.jackson.databind.JsonNode;
import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.Expressions;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.check.Literals;
import io.mcpscore.engine.check.Members;
import io.mcpscore.engine.check.Mentions;
import io.mcpscore.engine.program.Program;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads calls that start processes, whichever library they are of. */
public final class ProcessCalls {

  private final Program program;

  /** Resolves variables of a program. */
  public ProcessCalls(Program program) {
    this.program = program;
  }

  /** Every process call of a repository, ordered by file and offset. */
  static List<ProcessCall> all(CheckContext context) {
    ProcessCalls calls = new ProcessCalls(context.program());
    List<ProcessCall> out = new ArrayList<>();
    for (SourceModule module : context.program().modules()) {
      context.calls().in(module).forEach(c -> calls.of(c).ifPresent(out::add));
      boolean script = module.file().language().isScript();
      boolean pipes = !script && Mentions.in(module, ProcessNames.PIPES);
      if (pipes || Mentions.in(module, script ? ProcessNames.SHELLS : ProcessNames.REMOTE)) {
        ExternalCalls.nodes(module.tree())
            .filter(n -> isUnknown(context.calls().at(module, n).map(Call::callee).orElse("")))
            .forEach(
                n ->
                    (script ? calls.sent(module, n) : calls.remote(module, n, pipes))
                        .ifPresent(out::add));
      }
    }
    return List.copyOf(out);
  }

  /** Whether it is not known of what a method is: what a table holds may be anything. */
  private static boolean isUnknown(String callee) {
    return callee.isEmpty() || callee.startsWith("Map().");
  }

  /**
   * Methods that run a command elsewhere, whatever they are called on.
   *
   * @param pipes whether the module uses a library whose objects take commands of a disassembler
   */
  private Optional<ProcessCall> remote(SourceModule module, int node, boolean pipes) {
    Call call = new Call(module, node, "");
    return switch (Expressions.calledName(module.tree(), node)) {
      case "exec_run" -> list(call, first(call, "cmd"));
      case "exec_command" -> line(call, first(call, "command"), true);
      case "cmd", "cmdj" -> pipes ? line(call, first(call, "cmd"), true) : Optional.empty();
      default -> Optional.empty();
    };
  }

  /** The same in modules that use a client for the shell of another machine. */
  private Optional<ProcessCall> sent(SourceModule module, int node) {
    Call call = new Call(module, node, "");
    return switch (Expressions.calledName(module.tree(), node)) {
      case "execCommand" -> line(call, call.argument(0), true);
      // With one argument it is the search of a regular expression.
      case "exec" -> line(call, call.argument(1) == NONE ? NONE : call.argument(0), true);
      default -> Optional.empty();
    };
  }

  /** The expressions of a call that decide what is run; none when it starts nothing. */
  public List<Integer> deciding(Call call) {
    return of(call).map(this::deciding).orElse(List.of());
  }

  /** The expressions that decide what a process runs. */
  List<Integer> deciding(ProcessCall process) {
    if (process.line() != NONE) {
      return List.of(process.line());
    }
    List<Integer> out = new ArrayList<>();
    if (process.program() != NONE) {
      out.add(process.program());
      out.addAll(Interpreters.shellTexts(program, process));
    }
    return out;
  }

  /** What a call starts, or empty when it starts nothing. */
  Optional<ProcessCall> of(Call call) {
    String callee = call.callee();
    if (ProcessNames.isLine(callee)) {
      return line(call, first(call, "cmd", "command"), true);
    }
    if (ProcessNames.isScriptProgram(callee)) {
      return separate(call, call.argument(0), call.argument(1));
    }
    if (ProcessNames.isScriptList(callee)) {
      return list(call, first(call, "cmd"));
    }
    if (callee.equals("Deno.Command")) {
      return separate(call, call.argument(0), option(call, "args"));
    }
    if (callee.equals("Deno.run")) {
      return list(call, option(call, "cmd"));
    }
    if (ProcessNames.isContainer(callee)) {
      return list(call, first(call, "cmd"));
    }
    if (ProcessNames.isPythonList(callee)) {
      return list(call, first(call, "args", "command"));
    }
    if (ProcessNames.isPythonProgram(callee)) {
      return following(call, 0);
    }
    if (ProcessNames.isPythonVector(callee)) {
      return vector(call, 0);
    }
    if (ProcessNames.isSpawnWithMode(callee)) {
      return callee.startsWith("os.spawnl") ? following(call, 1) : vector(call, 1);
    }
    return Optional.empty();
  }

  private static int first(Call call, String... names) {
    int node = call.argument(0);
    for (String name : names) {
      node = node == NONE ? call.option(name) : node;
    }
    return node;
  }

  private static Optional<ProcessCall> line(Call call, int line, boolean shell) {
    return line == NONE
        ? Optional.empty()
        : Optional.of(new ProcessCall(call, line, NONE, List.of(), NONE, shell));
  }

  private Optional<ProcessCall> separate(Call call, int command, int arguments) {
    if (command == NONE) {
      return Optional.empty();
    }
    boolean options = call.tree().is(arguments, "object");
    int list = options ? NONE : arguments;
    return Optional.of(
        new ProcessCall(
            call,
            NONE,
            command,
            ArgumentLists.of(call.module(), list, call.node()),
            list,
            asksForShell(call)));
  }

  /** A list literal, a command line that is split, or something whose shape is not known. */
  private Optional<ProcessCall> list(Call call, int command) {
    if (command == NONE) {
      return Optional.empty();
    }
    SyntaxTree tree = call.tree();
    boolean shell = asksForShell(call);
    int value = Expressions.valueOf(call.module(), command);
    if (isText(call.module(), value)) {
      return line(call, command, shell);
    }
    List<Argument> items = ArgumentLists.of(call.module(), command, call.node());
    boolean known = !items.isEmpty() && !items.getFirst().spread();
    if (!known) {
      // Nothing says what the list holds; with a shell it is a command line more often than not.
      boolean opaque = isSplit(tree, value) || shell;
      return opaque
          ? line(call, command, shell)
          : Optional.of(new ProcessCall(call, NONE, NONE, items, command, false));
    }
    return Optional.of(
        new ProcessCall(
            call, NONE, items.getFirst().node(), items.subList(1, items.size()), command, shell));
  }

  private static boolean isText(SourceModule module, int value) {
    SyntaxTree tree = module.tree();
    int at = value;
    while (tree.is(at, "binary_operator")) {
      at = tree.child(at, "left");
    }
    return Literals.isString(tree, at) || tree.is(at, "concatenated_string");
  }

  private static boolean isSplit(SyntaxTree tree, int value) {
    return (tree.is(value, "call") || tree.is(value, "call_expression"))
        && Expressions.calledName(tree, value).equals("split");
  }

  private static Optional<ProcessCall> following(Call call, int index) {
    List<Integer> all = call.arguments();
    if (all.size() <= index) {
      return whole(call);
    }
    List<Argument> rest =
        new ArrayList<>(
            all.subList(index + 1, all.size()).stream().map(n -> new Argument(n, false)).toList());
    SyntaxTree tree = call.tree();
    tree.namedChildren(tree.child(call.node(), "arguments"))
        .filter(a -> tree.is(a, "list_splat"))
        .forEach(
            a -> rest.addAll(ArgumentLists.of(call.module(), tree.namedChild(a, 0), call.node())));
    return Optional.of(new ProcessCall(call, NONE, all.get(index), rest, NONE, false));
  }

  /** {@code create_subprocess_exec(*argv)}: the program is the first of a list. */
  private static Optional<ProcessCall> whole(Call call) {
    SyntaxTree tree = call.tree();
    int first = tree.namedChild(tree.child(call.node(), "arguments"), 0);
    if (!tree.is(first, "list_splat")) {
      return Optional.empty();
    }
    int list = tree.namedChild(first, 0);
    if (isSplit(tree, Expressions.valueOf(call.module(), list))) {
      return line(call, list, false);
    }
    List<Argument> items = ArgumentLists.of(call.module(), list, call.node());
    boolean known = !items.isEmpty() && !items.getFirst().spread();
    return Optional.of(
        known
            ? new ProcessCall(
                call, NONE, items.getFirst().node(), items.subList(1, items.size()), list, false)
            : new ProcessCall(call, NONE, NONE, items, list, false));
  }

  private static Optional<ProcessCall> vector(Call call, int index) {
    int name = call.argument(index);
    int list = call.argument(index + 1);
    if (name == NONE) {
      return Optional.empty();
    }
    List<Argument> items = ArgumentLists.of(call.module(), list, call.node());
    return Optional.of(
        new ProcessCall(
            call, NONE, name, items.subList(Math.min(1, items.size()), items.size()), list, false));
  }

  private boolean asksForShell(Call call) {
    int shell = option(call, "shell");
    if (shell == NONE) {
      return false;
    }
    SyntaxTree tree = call.tree();
    int value = Expressions.valueOf(call.module(), shell);
    return tree.is(value, "ternary_expression")
        ? isShell(call, tree.child(value, "consequence"))
            && isShell(call, tree.child(value, "alternative"))
        : isShell(call, shell);
  }

  private boolean isShell(Call call, int option) {
    JsonNode value = program.constant(call.module(), option);
    return value.asBoolean(false) || (value.isTextual() && !value.asText().isEmpty());
  }

  /** An option, also of an object that has a name. */
  static int option(Call call, String name) {
    int direct = call.option(name);
    if (direct != NONE || !call.module().file().language().isScript()) {
      return direct;
    }
    SyntaxTree tree = call.tree();
    return call.arguments().stream()
        .filter(a -> tree.is(a, "identifier"))
        .map(a -> Expressions.valueOf(call.module(), a))
        .filter(v -> tree.is(v, "object"))
        .map(v -> Members.value(tree, v, name))
        .filter(v -> v != NONE)
        .findFirst()
        .orElse(NONE);
  }
}
