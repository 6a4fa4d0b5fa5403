package io.mcpscore.engine.check.rce;

import io.mcpscore.engine.program.Program;
import io.mcpscore.engine.program.SourceModule;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Programs that join their arguments to a command line for the shell of another machine, so that a
 * list of arguments protects nothing: {@code ssh host …}, {@code adb shell …}.
 */
final class RemoteShells {

  private static final String FOLDER = "(?i)(?:.{0,200}[/\\\\])?";
  private static final Pattern SSH = Pattern.compile(FOLDER + "(?:ssh|plink|rsh)(?:\\.exe)?");
  private static final Pattern ADB = Pattern.compile(FOLDER + "adb(?:\\.exe)?");

  /** Options of {@code ssh} of which the next argument is the value. */
  private static final Pattern SSH_VALUE = Pattern.compile("-[a-zA-Z]{0,8}[BbcDEeFIiJLlmOopQRSWw]");

  private RemoteShells() {}

  /** The arguments that the other machine's shell reads. */
  static List<Integer> texts(Program program, ProcessCall process) {
    SourceModule module = process.call().module();
    List<Argument> arguments = process.arguments();
    String name = ProgramName.of(program, module, process.program());
    int from = arguments.size();
    if (ADB.matcher(name).matches()) {
      from = afterShell(program, module, arguments);
    } else if (SSH.matcher(name).matches()) {
      from = afterHost(program, module, arguments);
    }
    return arguments.stream().skip(from).map(Argument::node).toList();
  }

  private static int afterShell(Program program, SourceModule module, List<Argument> arguments) {
    for (int i = 0; i < arguments.size(); i++) {
      String text = program.constant(module, arguments.get(i).node()).asText("");
      if (text.equals("shell") || text.equals("exec-out")) {
        return i + 1;
      }
    }
    return arguments.size();
  }

  private static int afterHost(Program program, SourceModule module, List<Argument> arguments) {
    boolean value = false;
    for (int i = 0; i < arguments.size(); i++) {
      Argument argument = arguments.get(i);
      String text = program.constant(module, argument.node()).asText("");
      if (argument.spread() && !value) {
        // These may be options or the host: what follows cannot be told apart.
        return arguments.size();
      }
      boolean option = text.startsWith("-") && !value;
      if (!option && !value) {
        return i + 1;
      }
      value = option && SSH_VALUE.matcher(text).matches();
    }
    return arguments.size();
  }
}
