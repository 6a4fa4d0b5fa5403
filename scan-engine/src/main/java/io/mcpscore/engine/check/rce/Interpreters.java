package io.mcpscore.engine.check.rce;

import io.mcpscore.engine.program.Program;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Programs that run a text which they are given: shells, and the interpreters of languages. */
final class Interpreters {

  private static final Pattern SHELL =
      Pattern.compile("(?i)(?:.*[/\\\\])?(?:(?:ba|z|k|da)?sh|cmd|powershell|pwsh)(?:\\.exe)?");
  private static final Pattern SHELL_FLAG =
      Pattern.compile("(?i)-[a-z]{0,3}c|/c|/k|-command|-encodedcommand");
  private static final Pattern LANGUAGE =
      Pattern.compile(
          "(?i)(?:.*[/\\\\])?(?:python[0-9.]{0,5}|py|pypy3?|node|nodejs|bun|deno|tsx|ts-node|ruby|perl"
              + "|php|lua|osascript|rscript)(?:\\.exe)?");
  private static final Pattern LANGUAGE_FLAG =
      Pattern.compile("-c|-e|-E|-p|-r|--eval|--print|-pe|eval");
  private static final Set<String> RUNNING = Set.of("sys.executable", "process.execPath");

  private static final int LONGEST = 300;

  private Interpreters() {}

  /** The arguments that a shell reads as a command line, here or on another machine. */
  static List<Integer> shellTexts(Program program, ProcessCall process) {
    if (isNamed(program, process, SHELL)) {
      return following(program, process, SHELL_FLAG);
    }
    SourceModule module = process.call().module();
    List<Integer> remote = RemoteShells.texts(program, process);
    return remote.isEmpty() ? shellTexts(program, module, process.arguments()) : remote;
  }

  /**
   * What a shell reads of a list that names one, as that of {@code docker exec box sh -c …}.
   *
   * @return none when the list names no shell
   */
  static List<Integer> shellTexts(Program program, SourceModule module, List<Argument> arguments) {
    for (int i = 0; i + 2 < arguments.size(); i++) {
      boolean shell = SHELL.matcher(text(program, module, arguments.get(i))).matches();
      boolean flag = SHELL_FLAG.matcher(text(program, module, arguments.get(i + 1))).matches();
      if (shell && flag) {
        return arguments.subList(i + 2, arguments.size()).stream().map(Argument::node).toList();
      }
    }
    return List.of();
  }

  /** Whether a name is that of a shell, and a flag the one before its command line. */
  static boolean isShell(String name, String flag) {
    return SHELL.matcher(name).matches() && SHELL_FLAG.matcher(flag).matches();
  }

  private static String text(Program program, SourceModule module, Argument argument) {
    String text = program.constant(module, argument.node()).asText("");
    return text.length() < LONGEST ? text : "";
  }

  /** Whether the program is the interpreter of a language. */
  static boolean isLanguage(Program program, ProcessCall process) {
    SourceModule module = process.call().module();
    boolean running =
        program.resolve(module, process.program()).orElse(null) instanceof Target.External e
            && RUNNING.contains(e.qualifiedName());
    return running || isNamed(program, process, LANGUAGE);
  }

  /** The arguments that an interpreter runs as a program text. */
  static List<Integer> programTexts(Program program, ProcessCall process) {
    return isLanguage(program, process) ? following(program, process, LANGUAGE_FLAG) : List.of();
  }

  private static boolean isNamed(Program program, ProcessCall process, Pattern name) {
    String text = ProgramName.of(program, process.call().module(), process.program());
    return !text.isEmpty() && name.matcher(text).matches();
  }

  /** For shells every argument after the flag, for languages the one that follows it. */
  private static List<Integer> following(Program program, ProcessCall process, Pattern flag) {
    List<Integer> out = new ArrayList<>();
    boolean after = false;
    for (Argument argument : process.arguments()) {
      if (after) {
        out.add(argument.node());
        if (flag == LANGUAGE_FLAG) {
          break;
        }
      }
      String text = program.constant(process.call().module(), argument.node()).asText("");
      after |= flag.matcher(text).matches();
    }
    return out;
  }
}
