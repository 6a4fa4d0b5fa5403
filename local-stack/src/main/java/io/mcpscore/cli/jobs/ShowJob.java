package io.mcpscore.cli.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import io.mcpscore.cli.Columns;
import io.mcpscore.cli.gateway.GatewayOption;
import io.mcpscore.model.Json;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code jobs show}. */
@Command(
    name = "show",
    description = "Shows everything of one job.",
    mixinStandardHelpOptions = true)
final class ShowJob implements Runnable {

  @Spec private CommandSpec spec;
  @Mixin private GatewayOption gateway;

  @Parameters(paramLabel = "ID", description = "As jobs list shows it: the id of the scan")
  private String id;

  @Option(names = "--json", description = "As the gateway says it.")
  private boolean json;

  @Override
  public void run() {
    JsonNode job = new JobClient(gateway.gateway()).show(id);
    spec.commandLine().getOut().print(json ? Json.write(job) + "\n" : table(job).toString());
    spec.commandLine().getOut().flush();
  }

  private static Columns table(JsonNode job) {
    Columns columns = new Columns("");
    job.properties()
        .forEach(
            member -> {
              if (member.getValue().isObject()) {
                member
                    .getValue()
                    .properties()
                    .forEach(inner -> row(columns, member.getKey() + "." + inner.getKey(), inner));
              } else {
                row(columns, member.getKey(), member);
              }
            });
    return columns;
  }

  private static void row(Columns columns, String name, Map.Entry<String, JsonNode> member) {
    if (!member.getValue().isNull()) {
      columns.row(name, member.getValue().asText());
    }
  }
}
