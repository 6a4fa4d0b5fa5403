package io.mcpscore.engine.check.network;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.Literals;
import io.mcpscore.engine.check.http.CallSites;
import io.mcpscore.engine.check.http.CorsSetting;
import io.mcpscore.engine.check.http.Drafts;
import io.mcpscore.engine.check.http.HttpServers;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import io.mcpscore.model.Severity;
import java.util.Comparator;
import java.util.regex.Pattern;

/**
 * {@code network-cors-wildcard}: answers that every web page may read. With the credentials of the
 * browser it is high; without, it is medium where an MCP endpoint asks for nothing and low where it
 * asks for a token, which a page does not have, or tests hosts and origins by itself.
 */
public final class NetworkCorsWildcardCheck implements Check {

  /** Metadata of servers, in a folder or a file that frameworks serve under its name. */
  private static final Pattern WELL_KNOWN = Pattern.compile("(?i)well[-_]known");

  private static final Pattern WRANGLER =
      Pattern.compile("(?:.*/)?wrangler\\.(?:toml|jsonc?|json5)");
  private static final int MOST_LEVELS = 20;

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

  /** One finding a file: its answers are repaired together. */
  private static void look(
      CheckContext context, HttpServers servers, SourceModule module, FindingSink findings) {
    Severity plain = plain(context, servers, module);
    CorsSetting.in(context, module)
        .filter(s -> s.credentials() || !isPublic(context, servers, module, s.node()))
        .min(Comparator.comparing(s -> !s.credentials()))
        .ifPresent(
            s ->
                findings.report(
                    Drafts.fact(
                        module,
                        s.node(),
                        s.credentials() ? Severity.HIGH : plain,
                        s.credentials()
                            ? "Any web page may send requests with the credentials of the browser"
                                + " and read the answers."
                            : "Any web page may read what this server answers.")));
  }

  /**
   * Whether everybody may read it anyway: documents that clients find a server by, and workers of a
   * cloud that ask nobody for a credential, which any program can ask.
   */
  private static boolean isPublic(
      CheckContext context, HttpServers servers, SourceModule module, int node) {
    if (WELL_KNOWN.matcher(module.file().path()).find()) {
      return true;
    }
    SyntaxTree tree = module.tree();
    for (int at = node, i = 0; at > 0 && i < MOST_LEVELS; at = tree.parent(at), i++) {
      int first = tree.namedChild(tree.child(at, "arguments"), 0);
      if (Literals.isString(tree, first)
          && Literals.content(tree, first).startsWith("/.well-known")) {
        return true;
      }
    }
    boolean worker =
        context.files().stream().anyMatch(f -> WRANGLER.matcher(f.path()).matches())
            && !RebindingDefenses.listens(context, servers, module.file());
    return worker && !servers.authenticates(module.file());
  }

  private static Severity plain(CheckContext context, HttpServers servers, SourceModule module) {
    boolean open = servers.servesMcp(module.file()) && !servers.authenticates(module.file());
    RebindingDefenses defenses = new RebindingDefenses(context);
    boolean defended =
        servers.endpoints().stream()
            .filter(e -> servers.together(e.call().module().file(), module.file()))
            .allMatch(defenses::hasOwn);
    return open && !defended ? Severity.MEDIUM : Severity.LOW;
  }
}
