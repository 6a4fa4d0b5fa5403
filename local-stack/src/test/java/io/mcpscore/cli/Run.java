package io.mcpscore.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/**
 * What a command did.
 *
 * @param exitCode what the process would end with
 * @param out standard output
 * @param err standard error
 */
public record Run(int exitCode, String out, String err) {

  /** Runs a command in this process. */
  public static Run of(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine program =
        Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    int exitCode = program.execute(arguments);
    return new Run(exitCode, out.toString(), err.toString());
  }
}
