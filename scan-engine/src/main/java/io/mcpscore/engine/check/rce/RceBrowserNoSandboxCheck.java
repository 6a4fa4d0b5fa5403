package io.mcpscore.engine.check.rce;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.BrowserSwitches;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.Expressions;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.FlowDraft;
import io.mcpscore.engine.check.Mentions;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.model.Evidence;
import io.mcpscore.model.Severity;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code rce-browser-no-sandbox}: a browser that opens what agents and strangers choose, started
 * without its sandbox whatever the machine is.
 */
public final class RceBrowserNoSandboxCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("rce-browser-no-sandbox");

  private static final String SAME_ORIGIN = "--disable-web-security";

  private static final List<String> WORDS =
      List.of("--no-sandbox", "chromiumSandbox", "chromium_sandbox", "no_sandbox", SAME_ORIGIN);
  private static final List<String> BROWSERS =
      List.of(
          "puppeteer",
          "playwright",
          "patchright",
          "pyppeteer",
          "selenium",
          "browser_use",
          "crawl4ai",
          "nodriver",
          "chrome-launcher",
          "DrissionPage");
  private static final Set<String> OPENING =
      Set.of(
          "launch",
          "launchPersistentContext",
          "launch_persistent_context",
          "launchServer",
          "Chrome",
          "ChromiumPage",
          "AsyncWebCrawler",
          "start");

  private static final Map<String, Set<String>> OPTIONS =
      Map.of(
          "chromiumSandbox", Set.of("false"),
          "chromium_sandbox", Set.of("False"),
          "no_sandbox", Set.of("True"));

  private static final String SANDBOX =
      "The browser runs without its sandbox: a page that breaks out of it has the rights of this"
          + " server.";
  private static final String ORIGINS =
      "The browser keeps pages of different origins apart no more: any page that is opened reads"
          + " the answers of every other site and of services that this machine reaches.";

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    if (!Mentions.any(context, WORDS) || !Mentions.any(context, BROWSERS)) {
      return;
    }
    boolean reached = isReached(context);
    ToolModules running = new ToolModules(context);
    for (SourceModule module : context.program().modules()) {
      if (module.file().role().deducts() && Mentions.in(module, WORDS)) {
        Evidence evidence = reached ? Evidence.PROVEN : Evidence.LIKELY;
        Severity severity = reached || running.contains(module) ? Severity.MEDIUM : Severity.LOW;
        report(module, "--no-sandbox", OPTIONS, SANDBOX, severity, evidence, findings);
        report(module, SAME_ORIGIN, Map.of(), ORIGINS, severity, evidence, findings);
      }
    }
  }

  /** The first place of a module that gives a switch. */
  private static void report(
      SourceModule module,
      String argument,
      Map<String, Set<String>> options,
      String description,
      Severity severity,
      Evidence evidence,
      FindingSink findings) {
    BrowserSwitches.in(module.tree(), Set.of(argument), options)
        .findFirst()
        .ifPresent(n -> findings.report(FlowDraft.at(module, n, severity, evidence, description)));
  }

  /** Whether a tool starts a browser. */
  private static boolean isReached(CheckContext context) {
    return context.program().modules().stream()
        .filter(m -> m.file().role().deducts() && Mentions.in(m, BROWSERS))
        .anyMatch(
            m ->
                ExternalCalls.nodes(m.tree())
                    .filter(n -> OPENING.contains(Expressions.calledName(m.tree(), n)))
                    .anyMatch(n -> !context.flow().reaching(m, n).isEmpty()));
  }
}
