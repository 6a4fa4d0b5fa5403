package io.mcpscore.engine.check.auth;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.http.CallSites;
import io.mcpscore.engine.check.http.Drafts;
import io.mcpscore.engine.check.http.Endpoint;
import io.mcpscore.engine.check.http.HttpServers;
import io.mcpscore.engine.source.SourceFile;
import io.mcpscore.model.Severity;

/** {@code auth-no-limits}: endpoints that other machines reach as often as they like. */
public final class AuthNoLimitsCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("auth-no-limits");
  private static final String[] WORDS = {
    "rateLimit", "rate_limit", "RateLimit", "rate-limit", "imiter", "hrottle", "slowapi"
  };

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    HttpServers servers = HttpServers.of(context);
    servers.endpoints().stream()
        .filter(Endpoint::certain)
        .filter(e -> servers.isEverywhere(fileOf(e)) && !isLimited(servers, fileOf(e)))
        .findFirst()
        .ifPresent(
            e ->
                findings.report(
                    Drafts.fact(
                        e.call().module(),
                        e.call().node(),
                        Severity.INFO,
                        "Nothing limits how often the tools are called over the network.")));
  }

  private static boolean isLimited(HttpServers servers, SourceFile file) {
    return servers.modules(file).anyMatch(m -> CallSites.mentions(m.file(), WORDS));
  }

  private static SourceFile fileOf(Endpoint endpoint) {
    return endpoint.call().module().file();
  }
}
