package io.mcpscore.engine.check.rce;

import io.mcpscore.engine.check.Call;
import java.util.List;

/**
 * A call that starts a process.
 *
 * @param call the call
 * @param line a whole command line, or {@code NONE} when program and arguments are apart
 * @param program the program, or {@code NONE} when there is a command line
 * @param arguments what follows the program, in order
 * @param list the expression that holds the arguments as a whole, or {@code NONE}
 * @param shell whether a shell reads it
 */
record ProcessCall(
    Call call, int line, int program, List<Argument> arguments, int list, boolean shell) {

  ProcessCall {
    arguments = List.copyOf(arguments);
  }
}
