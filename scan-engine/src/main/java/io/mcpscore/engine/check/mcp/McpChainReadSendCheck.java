package io.mcpscore.engine.check.mcp;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.mcp.Capabilities.Capability;
import io.mcpscore.model.Severity;

/** {@code mcp-chain-read-send}: a tool that reads private data beside one that sends texts out. */
public final class McpChainReadSendCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("mcp-chain-read-send");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    for (Capabilities server : Capabilities.of(context)) {
      if (!server.isToxic()
          && server.has(Capability.PRIVATE_DATA)
          && server.has(Capability.OUTWARD)) {
        findings.report(
            server.draft(
                context,
                Severity.LOW,
                "One server reads private data (%s) and carries texts out (%s): together they are a"
                        .formatted(
                            server.named(Capability.PRIVATE_DATA), server.named(Capability.OUTWARD))
                    + " way out for the data, once any content tells the agent so."));
      }
    }
  }
}
