package io.mcpscore.cli;

import java.io.PrintWriter;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells people what is wrong with a command line, without repeating a key that stands in it. */
final class UsageReport implements IParameterExceptionHandler {

  private static final Pattern KEY = Pattern.compile("mcp_sk_[0-9A-Za-z]+");

  @Override
  public int handleParseException(ParameterException failure, String[] arguments) {
    CommandLine command = failure.getCommandLine();
    PrintWriter err = command.getErr();
    err.println(KEY.matcher(failure.getMessage()).replaceAll("mcp_sk_…"));
    if (!UnmatchedArgumentException.printSuggestions(failure, err)) {
      command.usage(err);
    }
    err.flush();
    return command.getCommandSpec().exitCodeOnInvalidInput();
  }
}
