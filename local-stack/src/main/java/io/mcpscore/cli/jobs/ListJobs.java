package io.mcpscore.cli.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import io.mcpscore.cli.Columns;
import io.mcpscore.cli.gateway.GatewayOption;
import io.mcpscore.model.Json;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code jobs list [STATE]}. */
@Command(
    name = "list",
    description = "Lists jobs, newest first; without a state, all but complete and failed ones.",
    mixinStandardHelpOptions = true)
final class ListJobs implements Runnable {

  @Spec private CommandSpec spec;
  @Mixin private GatewayOption gateway;

  @Parameters(
      paramLabel = "STATE",
      arity = "0..1",
      description = "queued, retrying, running, given-up (may be retried) or failed (for good).")
  private String state;

  @Option(names = "--account", paramLabel = "NAME", description = "Those of one account.")
  private String account;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "20",
      description = "How many at most. Default: ${DEFAULT-VALUE}.")
  private int limit;

  @Option(names = "--json", description = "One JSON object a line, with everything of each job.")
  private boolean json;

  @Override
  public void run() {
    if (limit < 1) {
      throw new ParameterException(spec.commandLine(), "--limit must be at least 1");
    }
    JobClient.Found found =
        new JobClient(gateway.gateway()).list(new JobClient.Query(state, account), limit);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      found.jobs().forEach(job -> out.println(Json.write(job)));
    } else {
      out.print(table(found));
    }
    out.flush();
    if (found.more()) {
      spec.commandLine().getErr().println("There are older ones: --limit shows more.");
      spec.commandLine().getErr().flush();
    }
  }

  private static Columns table(JobClient.Found found) {
    Columns columns = new Columns("");
    columns.row("ID", "STATE", "TRIES", "ACCOUNT", "REPOSITORY", "");
    for (JsonNode job : found.jobs()) {
      columns.row(
          job.path("id").asText(),
          job.path("state").asText(),
          job.path("tries").asText(),
          job.path("account").asText(),
          job.path("url").asText(),
          JobText.standing(job));
    }
    return columns;
  }
}
