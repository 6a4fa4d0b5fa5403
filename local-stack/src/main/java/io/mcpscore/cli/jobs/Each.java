package io.mcpscore.cli.jobs;

import io.mcpscore.cli.CliException;
import io.mcpscore.cli.ExitCodes;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.UnaryOperator;

/** Does something with each of several jobs, whatever becomes of the others. */
final class Each {

  private Each() {}

  /**
   * Says on the writer what became of each.
   *
   * @param change does it and says what was done; may throw {@link CliException}
   * @return exit code: that of a failure when there was one
   */
  static int of(List<String> ids, PrintWriter err, UnaryOperator<String> change) {
    int exitCode = ExitCodes.OK;
    for (String id : ids) {
      try {
        err.println(change.apply(id));
      } catch (CliException e) {
        err.println(id + ": " + e.getMessage());
        exitCode = e.exitCode();
      }
    }
    err.flush();
    return exitCode;
  }
}
