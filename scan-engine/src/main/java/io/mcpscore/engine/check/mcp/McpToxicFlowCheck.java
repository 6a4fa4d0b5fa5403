package io.mcpscore.engine.check.mcp;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.mcp.Capabilities.Capability;
import io.mcpscore.model.Severity;

/** {@code mcp-toxic-flow}: private data, content of outsiders and a way out in one server. */
public final class McpToxicFlowCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("mcp-toxic-flow");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    for (Capabilities server : Capabilities.of(context)) {
      if (server.isToxic()) {
        findings.report(
            server.draft(
                context,
                Severity.MEDIUM,
                "One server reads private data (%s), brings in what outsiders wrote (%s) and carries"
                        .formatted(
                            server.named(Capability.PRIVATE_DATA),
                            server.named(Capability.UNTRUSTED_CONTENT))
                    + " texts out (%s): an instruction in such content can make the agent do all"
                        .formatted(server.named(Capability.OUTWARD))
                    + " three in a row."));
      }
    }
  }
}
