package io.mcpscore.cli;

import io.mcpscore.model.ApiError;
import io.mcpscore.model.ScanFailedException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Tells people what went wrong, on standard error, and picks the exit code. */
final class FailureReport implements IExecutionExceptionHandler {

  private static final String TRACE = "mcpscore.trace";

  @Override
  public int handleExecutionException(
      Exception failure, CommandLine commandLine, ParseResult parsed) {
    PrintWriter err = commandLine.getErr();
    try {
      return switch (failure) {
        case CliException known -> {
          err.println(known.getMessage());
          yield known.exitCode();
        }
        case ScanFailedException failed -> {
          print(err, failed.error());
          yield ExitCodes.NOT_SCANNED;
        }
        default -> {
          err.println("Unexpected error: " + failure);
          if (Boolean.getBoolean(TRACE)) {
            failure.printStackTrace(err);
          } else {
            err.println("For the stack trace, set JAVA_TOOL_OPTIONS=-D" + TRACE + "=true");
          }
          yield ExitCodes.FAILED;
        }
      };
    } finally {
      err.flush();
    }
  }

  private static void print(PrintWriter err, ApiError error) {
    err.println(error.code() + ": " + error.message());
    if (error.details() != null) {
      err.println(error.details());
    }
  }
}
