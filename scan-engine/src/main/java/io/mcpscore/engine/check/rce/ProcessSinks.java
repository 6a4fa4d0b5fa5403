package io.mcpscore.engine.check.rce;

import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.Literals;
import io.mcpscore.engine.program.Binding;
import io.mcpscore.engine.program.Program;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Which parts of a process call decide what is run. */
public final class ProcessSinks {

  /** The first argument is a command line for a shell. */
  private static final Set<String> SHELL =
      Set.of(
          "child_process.exec",
          "child_process.execSync",
          "shelljs.exec",
          "execa.execaCommand",
          "execa.execaCommandSync",
          "execa.command",
          "os.system",
          "os.popen",
          "subprocess.getoutput",
          "subprocess.getstatusoutput",
          "asyncio.create_subprocess_shell",
          "asyncio.subprocess.create_subprocess_shell",
          "pexpect.run");

  /** The first argument is a program, the second its arguments, unless a shell is asked for. */
  private static final Set<String> SCRIPT_PROGRAM =
      Set.of(
          "child_process.spawn",
          "child_process.spawnSync",
          "child_process.execFile",
          "child_process.execFileSync",
          "child_process.fork",
          "execa.execa",
          "execa.execaSync",
          "execa.default",
          "execa",
          "cross-spawn.default",
          "cross-spawn",
          "cross-spawn.sync",
          "cross-spawn.spawn",
          "Bun.spawn",
          "Bun.spawnSync");

  /** The first argument is a list, or a command line when a shell is asked for. */
  private static final Set<String> PYTHON_LIST =
      Set.of(
          "subprocess.run",
          "subprocess.call",
          "subprocess.check_call",
          "subprocess.check_output",
          "subprocess.Popen");

  /** The first argument is a program, the others its arguments. */
  private static final Set<String> PYTHON_PROGRAM =
      Set.of(
          "asyncio.create_subprocess_exec",
          "asyncio.subprocess.create_subprocess_exec",
          "os.execv",
          "os.execvp",
          "os.execve",
          "os.execl",
          "os.execlp",
          "os.spawnl",
          "os.spawnv");

  private static final Pattern SHELL_PROGRAM =
      Pattern.compile("(?i)(?:.*[/\\\\])?(?:(?:ba|z|k|da)?sh|cmd|powershell|pwsh)(?:\\.exe)?");
  private static final Pattern COMMAND_FLAG =
      Pattern.compile("(?i)-[a-z]{0,3}c|/c|/k|-command|-encodedcommand");
  private static final Set<String> SPLITTERS = Set.of("shlex.split", "split");

  private final Program program;

  /** Resolves variables of a program. */
  public ProcessSinks(Program program) {
    this.program = program;
  }

  /** Whether a call hands a command line to a shell. */
  boolean isShell(Call call) {
    return SHELL.contains(call.callee()) || asksForShell(call);
  }

  /** The expressions that decide what is run; none when the call starts no process. */
  public List<Integer> of(Call call) {
    String callee = call.callee();
    if (SHELL.contains(callee)) {
      return present(call.argument(0, "cmd"), call.argument(0, "command"));
    }
    if (SCRIPT_PROGRAM.contains(callee)) {
      return asksForShell(call)
          ? present(call.argument(0), call.argument(1))
          : program(call, call.argument(0), items(call.module(), call.argument(1)));
    }
    if (PYTHON_LIST.contains(callee)) {
      int command = call.argument(0, "args");
      return asksForShell(call) ? present(command) : list(call, command);
    }
    if (PYTHON_PROGRAM.contains(callee)) {
      List<Integer> arguments = call.arguments();
      return arguments.isEmpty()
          ? List.of()
          : program(call, arguments.getFirst(), arguments.subList(1, arguments.size()));
    }
    return List.of();
  }

  private boolean asksForShell(Call call) {
    boolean known = SCRIPT_PROGRAM.contains(call.callee()) || PYTHON_LIST.contains(call.callee());
    if (!known) {
      return false;
    }
    int shell = call.option("shell");
    String text = call.tree().text(shell);
    return text.equals("true") || text.equals("True") || Literals.isString(call.tree(), shell);
  }

  /** A list literal, a command line that is split, or something whose shape is not known. */
  private List<Integer> list(Call call, int command) {
    SyntaxTree tree = call.tree();
    int value = valueOf(call.module(), command);
    List<Integer> items = items(call.module(), value);
    if (!items.isEmpty()) {
      return program(call, items.getFirst(), items.subList(1, items.size()));
    }
    boolean text = Literals.isString(tree, value) || tree.is(value, "binary_operator");
    return text || isSplit(call.module(), value) ? List.of(command) : List.of();
  }

  private boolean isSplit(SourceModule module, int value) {
    SyntaxTree tree = module.tree();
    int function = tree.is(value, "call") ? tree.child(value, "function") : SyntaxTree.NONE;
    String name = tree.text(function);
    return SPLITTERS.contains(name) || name.endsWith(".split");
  }

  /** The program, and what follows the flag that makes a shell or interpreter run a text. */
  private List<Integer> program(Call call, int program, List<Integer> arguments) {
    List<Integer> out = new ArrayList<>(present(program));
    String name = this.program.constant(call.module(), program).asText();
    if (SHELL_PROGRAM.matcher(name).matches()) {
      boolean flag = false;
      for (int argument : arguments) {
        if (flag) {
          out.add(argument);
        }
        String text = this.program.constant(call.module(), argument).asText();
        flag |= COMMAND_FLAG.matcher(text).matches();
      }
    }
    return out;
  }

  /** Items of a list literal, also through a name that is given once. */
  private List<Integer> items(SourceModule module, int expression) {
    SyntaxTree tree = module.tree();
    int value = valueOf(module, expression);
    boolean list = tree.is(value, "array") || tree.is(value, "list") || tree.is(value, "tuple");
    return list ? tree.namedChildren(value).boxed().toList() : List.of();
  }

  private static int valueOf(SourceModule module, int expression) {
    SyntaxTree tree = module.tree();
    boolean named = tree.is(expression, "identifier");
    Binding binding = named ? module.binding(expression).orElse(null) : null;
    return binding instanceof Binding.Variable v && v.value() != SyntaxTree.NONE
        ? v.value()
        : expression;
  }

  private static List<Integer> present(int... nodes) {
    List<Integer> out = new ArrayList<>();
    for (int node : nodes) {
      if (node != SyntaxTree.NONE && !out.contains(node)) {
        out.add(node);
      }
    }
    return out;
  }
}
