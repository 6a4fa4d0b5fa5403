package io.mcpscore.engine.check.mcp;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.mcp.Capabilities.Capability;
import io.mcpscore.model.Severity;

/**
 * {@code mcp-chain-read-execute}: a tool that brings in content of outsiders beside one that runs
 * commands.
 */
public final class McpChainReadExecuteCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("mcp-chain-read-execute");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    for (Capabilities server : Capabilities.of(context)) {
      if (server.has(Capability.UNTRUSTED_CONTENT) && server.has(Capability.EXECUTION)) {
        findings.report(
            server.draft(
                context,
                Severity.MEDIUM,
                "One server brings in what outsiders wrote (%s) and runs commands that the agent"
                        .formatted(server.named(Capability.UNTRUSTED_CONTENT))
                    + " chooses (%s): what a page says may be what runs."
                        .formatted(server.named(Capability.EXECUTION))));
      }
    }
  }
}
