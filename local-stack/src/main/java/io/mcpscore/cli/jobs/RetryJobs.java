package io.mcpscore.cli.jobs;

import io.mcpscore.cli.gateway.GatewayOption;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code jobs retry}. */
@Command(
    name = "retry",
    description = "Gives jobs that were given up a new round of attempts, under their ids.",
    mixinStandardHelpOptions = true)
final class RetryJobs implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private GatewayOption gateway;

  @Parameters(paramLabel = "ID", arity = "1..*", description = "As jobs list shows them.")
  private List<String> ids;

  @Option(names = "--force", description = "Also those for which it is likely to end the same.")
  private boolean force;

  @Override
  public Integer call() {
    JobClient client = new JobClient(gateway.gateway());
    return Each.of(
        ids,
        spec.commandLine().getErr(),
        id -> {
          client.retry(id, force);
          return id + " is queued again.";
        });
  }
}
