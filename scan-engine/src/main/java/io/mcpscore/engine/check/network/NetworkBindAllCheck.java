package io.mcpscore.engine.check.network;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.FindingSink.Draft;
import io.mcpscore.engine.check.http.BindSpot;
import io.mcpscore.engine.check.http.Drafts;
import io.mcpscore.engine.check.http.HttpServers;
import io.mcpscore.engine.source.SourceFile;
import io.mcpscore.model.Evidence;
import io.mcpscore.model.Severity;

/**
 * {@code network-bind-all}: a server that takes connections on every interface. With
 * authentication, or where no MCP endpoint is served, it is a choice that may be right and low.
 */
public final class NetworkBindAllCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("network-bind-all");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    HttpServers servers = HttpServers.of(context);
    servers.everywhere().forEach(spot -> findings.report(draft(servers, spot)));
  }

  private static Draft draft(HttpServers servers, BindSpot spot) {
    SourceFile file = spot.module().file();
    String how =
        spot.stated()
            ? "The server is bound to every interface"
            : "No host is named here, so that the server is bound to every interface";
    boolean listens = ExternalCalls.isCall(spot.module().tree(), spot.node());
    if (!servers.servesMcp(file) && !(listens && servers.makesServer(file))) {
      String text = how + "; no MCP endpoint was seen to be served here.";
      return Drafts.at(spot.module(), spot.node(), Severity.LOW, Evidence.LIKELY, text);
    }
    if (servers.authenticates(file)) {
      String text = how + "; callers are asked for a credential.";
      return Drafts.fact(spot.module(), spot.node(), Severity.LOW, text);
    }
    String text = how + " and no authentication was found: the whole network can call its tools.";
    return Drafts.fact(spot.module(), spot.node(), Severity.MEDIUM, text);
  }
}
