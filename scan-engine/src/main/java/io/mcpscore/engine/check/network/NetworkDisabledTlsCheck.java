package io.mcpscore.engine.check.network;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.BrowserSwitches;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.FindingSink.Draft;
import io.mcpscore.engine.check.Literals;
import io.mcpscore.engine.check.Mentions;
import io.mcpscore.engine.mcp.McpModel.ToolDeclaration;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.source.SourceFile;
import io.mcpscore.engine.syntax.SyntaxTree;
import io.mcpscore.model.Evidence;
import io.mcpscore.model.Severity;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code network-disabled-tls}: certificate verification switched off by a constant, in code and in
 * the settings of images and scripts. A switch that follows a setting is no finding.
 */
public final class NetworkDisabledTlsCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("network-disabled-tls");

  private static final Pattern SETTING =
      Pattern.compile(
          "\\b(?:NODE_TLS_REJECT_UNAUTHORIZED|PYTHONHTTPSVERIFY)[\"']?\\s{0,4}[=: ]\\s{0,4}[\"']?0\\b"
              + "|\\bcurl [^\\n|;&]{0,120}--insecure\\b");
  private static final List<String> SETTING_WORDS =
      List.of("NODE_TLS_REJECT_UNAUTHORIZED", "PYTHONHTTPSVERIFY", "--insecure");
  private static final List<String> BROWSER_WORDS =
      List.of(
          "--ignore-certificate-errors",
          "ignoreHTTPSErrors",
          "acceptInsecureCerts",
          "ignore_https_errors",
          "accept_insecure_certs");
  private static final Set<String> BROWSER_ARGUMENTS = Set.of("--ignore-certificate-errors");
  private static final Map<String, Set<String>> BROWSER_OPTIONS =
      Map.of(
          "ignoreHTTPSErrors", Set.of("true"),
          "acceptInsecureCerts", Set.of("true", "True"),
          "ignore_https_errors", Set.of("True"),
          "accept_insecure_certs", Set.of("True"));
  private static final int MOST_LEVELS = 12;
  private static final int MOST_NODES = 500;

  private static final Pattern LOOPBACK =
      Pattern.compile("https?://(?:localhost|127\\.\\d|\\[::1])|^(?:localhost|127\\.0\\.0\\.1)$");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    for (SourceModule module : context.program().modules()) {
      SyntaxTree tree = module.tree();
      TlsSwitches switches = new TlsSwitches(context, module);
      ChosenSwitches chosen = new ChosenSwitches(context, module);
      tree.subtree(0)
          .filter(switches::isOff)
          .filter(n -> !chosen.isOne(n))
          .forEach(node -> findings.report(code(context, module, node)));
      if (module.file().role().deducts() && Mentions.in(module, BROWSER_WORDS)) {
        BrowserSwitches.in(tree, BROWSER_ARGUMENTS, BROWSER_OPTIONS)
            .findFirst()
            .ifPresent(node -> findings.report(browser(module, node)));
      }
    }
    context.files().stream()
        .filter(f -> f.language() == null && f.role().deducts())
        .forEach(f -> settings(f, findings));
  }

  private static Draft browser(SourceModule module, int node) {
    SyntaxTree tree = module.tree();
    return new Draft(
        module.file(),
        tree.start(node),
        tree.end(node),
        Severity.MEDIUM,
        Evidence.LIKELY,
        "The browser takes any certificate: whoever sits on the way reads what is typed into pages,"
            + " and writes what the agent sees of them.",
        null,
        List.of(),
        List.of());
  }

  private static Draft code(CheckContext context, SourceModule module, int node) {
    SyntaxTree tree = module.tree();
    List<ToolDeclaration> tools = context.flow().reaching(module, node);
    boolean local = isLocal(tree, node);
    Evidence evidence = tools.isEmpty() ? Evidence.LIKELY : Evidence.PROVEN;
    return new Draft(
        module.file(),
        tree.start(node),
        tree.end(node),
        local ? Severity.LOW : Severity.HIGH,
        local ? Evidence.HEURISTIC : evidence,
        local
            ? "Certificates are not verified, here for a connection to the own machine."
            : "Certificates are not verified: whoever sits on the way reads and changes what the"
                + " tool receives, and the agent acts on it.",
        tools.isEmpty() ? null : tools.getFirst().name(),
        List.of(),
        List.of());
  }

  /** Whether the calls around the switch, if they are small, name an address of the own machine. */
  private static boolean isLocal(SyntaxTree tree, int node) {
    int call = node;
    int at = node;
    for (int i = 0; i < MOST_LEVELS && at != SyntaxTree.NONE; i++) {
      boolean small = tree.subtreeEnd(at) - at < MOST_NODES;
      call = small && ExternalCalls.isCall(tree, at) ? at : call;
      at = tree.parent(at);
    }
    return tree.subtree(call)
        .filter(s -> Literals.isString(tree, s))
        .anyMatch(s -> LOOPBACK.matcher(Literals.content(tree, s)).find());
  }

  private static void settings(SourceFile file, FindingSink findings) {
    if (SETTING_WORDS.stream().noneMatch(file.text()::holds)) {
      return;
    }
    Matcher matcher = SETTING.matcher(file.text().latin1());
    while (matcher.find()) {
      findings.report(
          new Draft(
              file,
              matcher.start(),
              matcher.end(),
              Severity.MEDIUM,
              Evidence.LIKELY,
              "Certificate verification is switched off for everything that runs with this"
                  + " setting.",
              null,
              List.of(),
              List.of()));
    }
  }
}
