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

  private Interpreters() {}

  /** The arguments that a shell reads as a command line. */
  static List<Integer> shellTexts(Program program, ProcessCall process) {
    return isNamed(program, process, SHELL) ? following(program, process, SHELL_FLAG) : List.of();
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
    String text = program.constant(process.call().module(), process.program()).asText("");
    return !text.isEmpty() && text.length() < 300 && name.matcher(text).matches();
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
