package io.mcpscore.cli.key;

import io.mcpscore.cli.gateway.GatewayOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code key revoke}. */
@Command(
    name = "revoke",
    description = "Revokes a key, at once and for good.",
    mixinStandardHelpOptions = true)
final class RevokeKey implements Runnable {

  @Spec private CommandSpec spec;
  @Mixin private GatewayOption gateway;

  @Parameters(paramLabel = "ID", description = "As key list shows it: key_1")
  private String id;

  @Override
  public void run() {
    new AdminClient(gateway.gateway()).revoke(id);
    spec.commandLine().getErr().println(id + " is revoked.");
    spec.commandLine().getErr().flush();
  }
}
