package io.mcpscore.cli.key;

import com.fasterxml.jackson.databind.JsonNode;
import io.mcpscore.cli.gateway.GatewayOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code key create}: the key goes to standard output, alone. */
@Command(
    name = "create",
    description = "Makes a key and shows it this once.",
    mixinStandardHelpOptions = true)
final class CreateKey implements Runnable {

  @Spec private CommandSpec spec;
  @Mixin private GatewayOption gateway;

  @Option(names = "--account", required = true, description = "Owner of the key; made if new.")
  private String account;

  @Option(
      names = "--tier",
      defaultValue = "pro",
      description = "Tier that the owner gets. Default: ${DEFAULT-VALUE}.")
  private String tier;

  @Option(names = "--name", required = true, description = "What the key is for.")
  private String name;

  @Option(names = "--daily-limit", paramLabel = "N", description = "Instead of the tier's.")
  private Integer dailyLimit;

  @Option(
      names = "--expires",
      paramLabel = "TIME",
      description = "When it stops working, such as 2030-01-15T10:30:00Z. Default: never.")
  private String expires;

  @Override
  public void run() {
    JsonNode key =
        new AdminClient(gateway.gateway()).create(account, tier, name, dailyLimit, expires);
    spec.commandLine()
        .getErr()
        .printf(
            "%s for %s, tier %s, %d requests a day. It is not shown again:%n",
            key.path("id").asText(),
            key.path("account").asText(),
            key.path("tier").asText(),
            key.path("dailyLimit").asInt());
    spec.commandLine().getErr().flush();
    spec.commandLine().getOut().println(key.path("key").asText());
    spec.commandLine().getOut().flush();
  }
}
