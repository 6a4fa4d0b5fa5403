package io.mcpscore.cli.key;

import com.fasterxml.jackson.databind.JsonNode;
import io.mcpscore.cli.Columns;
import io.mcpscore.cli.gateway.GatewayOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code key list}. */
@Command(
    name = "list",
    description = "Lists the keys of an account.",
    mixinStandardHelpOptions = true)
final class ListKeys implements Runnable {

  @Spec private CommandSpec spec;
  @Mixin private GatewayOption gateway;

  @Option(
      names = "--account",
      defaultValue = "demo",
      description = "Owner of the keys. Default: ${DEFAULT-VALUE}.")
  private String account;

  @Override
  public void run() {
    Columns columns = new Columns("");
    columns.row("ID", "KEY", "NAME", "TIER", "A DAY", "CREATED", "LAST USED", "EXPIRES", "REVOKED");
    for (JsonNode key : new AdminClient(gateway.gateway()).list(account).path("keys")) {
      columns.row(
          key.path("id").asText(),
          key.path("prefix").asText() + "…",
          key.path("name").asText(),
          key.path("tier").asText(),
          key.path("dailyLimit").asText(),
          key.path("createdAt").asText(),
          key.path("lastUsedAt").asText("-"),
          key.path("expiresAt").asText("-"),
          key.path("revokedAt").asText("-"));
    }
    spec.commandLine().getOut().print(columns);
    spec.commandLine().getOut().flush();
  }
}
