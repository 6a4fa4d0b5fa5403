package io.mcpscore.engine.check.network;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.http.CallSites;
import io.mcpscore.engine.check.http.CorsSetting;
import io.mcpscore.engine.check.http.Drafts;
import io.mcpscore.engine.check.http.HttpServers;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.model.Severity;

/**
 * {@code network-cors-wildcard}: answers that every web page may read. With the credentials of the
 * browser it is high; without, it is medium where an MCP endpoint asks for nothing and low where it
 * asks for a token, which a page does not have.
 */
public final class NetworkCorsWildcardCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("network-cors-wildcard");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    HttpServers servers = HttpServers.of(context);
    CallSites.modules(context)
        .filter(m -> CallSites.mentions(m.file(), "cors", "CORS", "Allow-Origin", "allow-origin"))
        .forEach(m -> look(context, servers, m, findings));
  }

  private static void look(
      CheckContext context, HttpServers servers, SourceModule module, FindingSink findings) {
    CorsSetting.in(context, module)
        .forEach(
            s -> {
              Severity severity = s.credentials() ? Severity.HIGH : plain(servers, module);
              String text =
                  s.credentials()
                      ? "Any web page may send requests with the credentials of the browser and read"
                          + " the answers."
                      : "Any web page may read what this server answers.";
              findings.report(Drafts.fact(module, s.node(), severity, text));
            });
  }

  private static Severity plain(HttpServers servers, SourceModule module) {
    boolean open = servers.servesMcp(module.file()) && !servers.authenticates(module.file());
    return open ? Severity.MEDIUM : Severity.LOW;
  }
}
