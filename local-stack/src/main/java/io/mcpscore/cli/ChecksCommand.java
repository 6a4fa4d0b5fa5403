package io.mcpscore.cli;

import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckInfo;
import io.mcpscore.engine.check.Checks;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code checks [ID]}. */
@Command(
    name = "checks",
    description = "Lists the checks, or explains one.",
    mixinStandardHelpOptions = true)
final class ChecksCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "ID", arity = "0..1", description = "Check to explain: rce-eval")
  private String id;

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    if (id == null) {
      out.print(list());
    } else {
      Check check =
          Checks.find(id)
              .orElseThrow(
                  () ->
                      new ParameterException(
                          spec.commandLine(),
                          "There is no check " + id + "; ./mcpscore checks lists them"));
      out.print(explain(check.info()));
    }
    out.flush();
  }

  private static Columns list() {
    Columns columns = new Columns("");
    columns.row("ID", "SEVERITY", "CATEGORY", "NAME");
    for (Check check : Checks.all()) {
      CheckInfo info = check.info();
      columns.row(info.id(), info.severity().key(), info.category().key(), info.name());
    }
    return columns;
  }

  private static String explain(CheckInfo info) {
    return """
        %s: %s
        At most %s, category %s, %s

        What is looked for:
        %s
        Why it matters:
        %s
        What to do:
        %s
        Found:
        %s
        Not found:
        %s"""
        .formatted(
            info.id(),
            info.name(),
            info.severity().key(),
            info.category().key(),
            String.join(", ", info.cwe()) + ", " + String.join(", ", info.owasp()),
            indented(info.what()),
            indented(info.why()),
            indented(info.remediation()),
            indented(info.badExample()),
            indented(info.fixedExample()));
  }

  private static String indented(String text) {
    return text.strip().indent(4);
  }
}
