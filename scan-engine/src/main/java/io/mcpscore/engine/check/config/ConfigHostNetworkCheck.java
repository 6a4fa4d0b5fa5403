package io.mcpscore.engine.check.config;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.Facts;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.model.Severity;

/** {@code config-host-network}: containers in the network of the machine. */
public final class ConfigHostNetworkCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("config-host-network");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    ContainerSettings.visit(
        context,
        "etwork",
        (file, m) -> {
          boolean compose = m.name().equals("network_mode") && m.value().equals("host");
          boolean pod = m.name().equals("hostNetwork") && m.value().equals("true");
          if (compose || pod) {
            findings.report(
                Facts.at(
                    file,
                    m,
                    Severity.LOW,
                    "The container reaches, and is reached at, every port of the machine itself."));
          }
        });
  }
}
