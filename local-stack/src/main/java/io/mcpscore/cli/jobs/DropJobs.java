package io.mcpscore.cli.jobs;

import io.mcpscore.cli.gateway.GatewayOption;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code jobs drop}. */
@Command(
    name = "drop",
    description = "Takes waiting jobs out of the queue; their scans fail with SCAN_DROPPED.",
    mixinStandardHelpOptions = true)
final class DropJobs implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private GatewayOption gateway;

  @Parameters(paramLabel = "ID", arity = "1..*", description = "As jobs list shows them.")
  private List<String> ids;

  @Override
  public Integer call() {
    JobClient client = new JobClient(gateway.gateway());
    return Each.of(
        ids,
        spec.commandLine().getErr(),
        id -> {
          client.drop(id);
          return id + " is dropped.";
        });
  }
}
