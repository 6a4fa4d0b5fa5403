package io.mcpscore.cli.key;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code key}. */
@Command(
    name = "key",
    description = "Makes, lists and revokes API keys.",
    mixinStandardHelpOptions = true,
    subcommands = {CreateKey.class, ListKeys.class, RevokeKey.class})
public final class KeyCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say what to do: create, list or revoke");
  }
}
