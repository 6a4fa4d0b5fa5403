package io.mcpscore.engine.check.network;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.FlowDraft;
import io.mcpscore.engine.check.Mentions;
import io.mcpscore.engine.flow.Flow;

/** {@code network-ssrf}: requests whose scheme or host an agent decides, and that nothing tests. */
public final class NetworkSsrfCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("network-ssrf");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    if (!Mentions.any(context, SsrfCalls.WORDS)) {
      return;
    }
    for (Flow flow : new SsrfFlows(context).open()) {
      findings.report(
          FlowDraft.of(
              flow,
              INFO.severity(),
              FlowDraft.chosen(flow)
                  + " decides the host of a request, and nothing refuses private addresses."));
    }
  }
}
