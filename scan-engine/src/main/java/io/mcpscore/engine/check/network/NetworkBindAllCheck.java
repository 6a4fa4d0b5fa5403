package io.mcpscore.engine.check.network;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.FindingSink.Draft;
import io.mcpscore.engine.check.http.BindSpot;
import io.mcpscore.engine.check.http.BindSpot.Cause;
import io.mcpscore.engine.check.http.Drafts;
import io.mcpscore.engine.check.http.HttpServers;
import io.mcpscore.engine.check.http.Route;
import io.mcpscore.engine.check.http.Routes;
import io.mcpscore.engine.source.SourceFile;
import io.mcpscore.engine.syntax.SyntaxTree;
import io.mcpscore.model.Evidence;
import io.mcpscore.model.Severity;
import java.util.List;
import java.util.regex.Pattern;

/**
 * {@code network-bind-all}: a server that takes connections on every interface. With
 * authentication, or where no MCP endpoint is served, it is a choice that may be right and low.
 */
public final class NetworkBindAllCheck implements Check {

  private static final Pattern MCP_PATH = Pattern.compile("(?i)/(?:mcp|sse|messages?|rpc)\\b");

  private static final CheckInfo INFO = CheckInfoReader.read("network-bind-all");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    HttpServers servers = HttpServers.of(context);
    servers.everywhere().forEach(spot -> findings.report(draft(context, servers, spot)));
  }

  private static Draft draft(CheckContext context, HttpServers servers, BindSpot spot) {
    SourceFile file = spot.module().file();
    String how =
        switch (spot.cause()) {
          case STATED -> "The server is bound to every interface";
          case LIBRARY -> "No host is named here, so that the server is bound to every interface";
          case IMAGE -> "The image of the server sets this to every interface";
        };
    boolean listens = ExternalCalls.isCall(spot.module().tree(), spot.node());
    if (LoginServers.isOne(spot.module(), spot.node())) {
      String text = how + " until somebody has logged in; no tool can be called there.";
      return Drafts.at(spot.module(), spot.node(), Severity.LOW, Evidence.LIKELY, text);
    }
    boolean serves = servers.servesMcp(file) || (listens && servers.makesServer(file));
    if (!serves || (spot.cause() == Cause.LIBRARY && servesOthers(context, servers, spot))) {
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

  /** Whether the file that listens has routes of its own, and the MCP endpoint is in another. */
  private static boolean servesOthers(CheckContext context, HttpServers servers, BindSpot spot) {
    SourceFile file = spot.module().file();
    boolean here =
        servers.endpoints().stream().anyMatch(e -> e.call().module().file().equals(file));
    List<Route> routes = here ? List.of() : Routes.in(context, spot.module());
    return !routes.isEmpty() && routes.stream().noneMatch(NetworkBindAllCheck::isMcp);
  }

  private static boolean isMcp(Route route) {
    SyntaxTree tree = route.module().tree();
    String head = tree.source().slice(tree.start(route.node()), route.end());
    return route.guarded() || MCP_PATH.matcher(head).find();
  }
}
