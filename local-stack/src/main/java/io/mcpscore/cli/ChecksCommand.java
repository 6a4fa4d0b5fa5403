package io.mcpscore.cli;

import io.mcpscore.catalogue.Catalogue;
import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckPages;
import io.mcpscore.catalogue.MeasuredPrecision;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code checks [ID] [--write DIR]}. */
@Command(
    name = "checks",
    description = "Lists the checks, or explains one.",
    mixinStandardHelpOptions = true)
final class ChecksCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "ID", arity = "0..1", description = "Check to explain: rce-eval")
  private String id;

  @Option(
      names = "--write",
      paramLabel = "DIR",
      description = "Write the reference of all checks, one page each, into a directory.")
  private Path directory;

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    if (directory != null) {
      out.println(write());
    } else if (id == null) {
      out.print(list());
    } else {
      CheckInfo check =
          Catalogue.find(id)
              .orElseThrow(
                  () ->
                      new ParameterException(
                          spec.commandLine(),
                          "There is no check " + id + "; ./mcpscore checks lists them"));
      out.print(explain(check));
    }
    out.flush();
  }

  private String write() {
    Map<String, String> pages = CheckPages.all();
    try {
      Files.createDirectories(directory);
      for (Map.Entry<String, String> page : pages.entrySet()) {
        Files.writeString(directory.resolve(page.getKey()), page.getValue());
      }
    } catch (IOException e) {
      throw new CliException(
          ExitCodes.FAILED, "The pages cannot be written to " + directory + ": " + e.getMessage());
    }
    return "Wrote " + pages.size() + " pages to " + directory;
  }

  private static Columns list() {
    Columns columns = new Columns("");
    columns.row("ID", "SEVERITY", "CATEGORY", "NAME");
    for (CheckInfo info : Catalogue.all()) {
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
        %s%s"""
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
            indented(info.fixedExample()),
            MeasuredPrecision.of(info.id())
                .map(m -> "How often it is right:\n" + indented(m.sentence()))
                .orElse(""));
  }

  private static String indented(String text) {
    return text.strip().indent(4);
  }
}
