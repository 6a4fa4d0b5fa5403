package io.mcpscore.engine.check.config;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.Facts;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.format.Member;
import io.mcpscore.model.Severity;

/** {@code config-manifest-http}: manifests that send clients over an open connection. */
public final class ConfigManifestHttpCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("config-manifest-http");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    for (ServerManifests manifest : ServerManifests.of(context)) {
      for (Member m : manifest.members()) {
        boolean address =
            m.isAt("remotes", "*", "url")
                || m.isAt("packages", "*", "transport", "url")
                || m.isAt("packages", "*", "identifier")
                || m.isAt("packages", "*", "registryBaseUrl")
                || m.isAt("packages", "*", "registry_base_url");
        if (address && m.value() != null && PlainHttp.leavesTheMachine(m.value())) {
          findings.report(
              Facts.at(
                  manifest.file(),
                  m,
                  Severity.MEDIUM,
                  "Clients are sent over an open connection, on which the server can be replaced."));
        }
      }
    }
  }
}
