package io.mcpscore.cli.submit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mcpscore.cli.CliException;
import io.mcpscore.cli.ExitCodes;
import io.mcpscore.cli.scan.ProgressBar;
import io.mcpscore.cli.scan.ProgressView;
import io.mcpscore.model.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code submit}: the result goes to standard output, alone. */
@Command(
    name = "submit",
    description = "Has a service scan a repository, and waits for the result if wanted.",
    mixinStandardHelpOptions = true,
    footer = {
      "Exit codes: 0 scanned, or asked for; 1 below --fail-under; 2 wrong use; 3 could not be",
      "scanned, or not in time. Proxies and certificates are those of the JVM: JAVA_TOOL_OPTIONS."
    })
public final class SubmitCommand implements Callable<Integer> {

  private static final String TERMINAL = "mcpscore.terminal";

  @Spec private CommandSpec spec;
  @Mixin private ServerOption service;

  @Parameters(paramLabel = "URL", description = "Repository, such as https://github.com/a/b.")
  private String url;

  @Option(names = "--wait", description = "Wait for the result.")
  private boolean wait;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "900",
      description = "How long all of it may take. Default: ${DEFAULT-VALUE}.")
  private int timeout;

  @Option(
      names = "--fail-under",
      paramLabel = "N",
      description = "Wait, and exit 1 for a lower score.")
  private Integer failUnder;

  @Option(
      names = "--format",
      defaultValue = "text",
      description = "${COMPLETION-CANDIDATES}; with --wait. Default: ${DEFAULT-VALUE}.")
  private ResultFormat format;

  @Option(names = "--output", paramLabel = "FILE", description = "Write the result there.")
  private Path output;

  @Option(names = "--ref", description = "Branch, tag or commit.")
  private String ref;

  @Option(names = "--path", paramLabel = "DIR", description = "Scan this part of it alone.")
  private String path;

  @Option(
      names = "--force-refresh",
      description = "Scan although there is a result of the last 24 hours.")
  private boolean forceRefresh;

  @Override
  public Integer call() throws IOException {
    check();
    Patience patience = new Patience(Duration.ofSeconds(timeout));
    try (ScanService asked = new ScanService(service.server(), service.key(), patience)) {
      JsonNode made = asked.submit(wish());
      String id = made.path("id").asText();
      if (!id.matches("scan_[0-9A-Za-z]{1,64}")) {
        throw new CliException(
            ExitCodes.NOT_SCANNED, "The answer is not of an MCP Security Score service");
      }
      if (!waits()) {
        write(format == ResultFormat.JSON ? Json.write(made) + "\n" : line(made));
        return ExitCodes.OK;
      }
      return finish(ended(new Following(asked, patience), id), asked);
    }
  }

  private JsonNode ended(Following following, String id) {
    try (ProgressView view = view()) {
      return following.toTheEnd(id, view);
    }
  }

  private int finish(JsonNode scan, ScanService asked) throws IOException {
    if (scan.path("status").asText().equals("failed")) {
      throw new CliException(ExitCodes.NOT_SCANNED, Refusal.text(scan.path("error")));
    }
    write(format.render(scan, asked));
    int score = scan.path("score").asInt();
    if (failUnder != null && score < failUnder) {
      say("The score is " + score + ", below " + failUnder);
      return ExitCodes.FAILED;
    }
    return ExitCodes.OK;
  }

  private void check() {
    if (failUnder != null && (failUnder < 0 || failUnder > 100)) {
      throw wrong("--fail-under must be 0 to 100");
    }
    if (timeout < 1 || timeout > 86_400) {
      throw wrong("--timeout must be 1 to 86400 seconds");
    }
    if (!waits() && format != ResultFormat.TEXT && format != ResultFormat.JSON) {
      throw wrong("--format " + format.name().toLowerCase(Locale.ROOT) + " needs --wait");
    }
  }

  private boolean waits() {
    return wait || failUnder != null;
  }

  private ObjectNode wish() {
    ObjectNode wish = Json.mapper().createObjectNode().put("url", url);
    if (ref != null) {
      wish.put("ref", ref);
    }
    if (path != null) {
      wish.put("path", path);
    }
    return forceRefresh ? wish.put("forceRefresh", true) : wish;
  }

  private ProgressView view() {
    return Boolean.getBoolean(TERMINAL)
        ? new ProgressBar(spec.commandLine().getErr())
        : ProgressView.NONE;
  }

  private static String line(JsonNode made) {
    return "%s %s %s%n"
        .formatted(
            made.path("id").asText(), made.path("status").asText(), made.path("url").asText());
  }

  private void write(String text) throws IOException {
    if (output != null) {
      Files.writeString(output, text);
      return;
    }
    PrintWriter out = spec.commandLine().getOut();
    out.print(text);
    out.flush();
  }

  private void say(String text) {
    spec.commandLine().getErr().println(text);
    spec.commandLine().getErr().flush();
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
