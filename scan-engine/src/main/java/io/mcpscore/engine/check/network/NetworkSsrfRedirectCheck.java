package io.mcpscore.engine.check.network;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.Callee;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.Expressions;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.FlowDraft;
import io.mcpscore.engine.check.Mentions;
import io.mcpscore.engine.flow.Flow;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.List;
import java.util.regex.Pattern;

/**
 * {@code network-ssrf-redirect}: the host is tested once, and the request follows redirects to
 * hosts that were not.
 */
public final class NetworkSsrfRedirectCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("network-ssrf-redirect");

  /** Clients that follow redirects unless they are told not to. */
  private static final Pattern FOLLOWING =
      Pattern.compile(
          "(?:globalThis\\.)?fetch|(?:node-fetch|cross-fetch|undici)(?:\\.\\w{1,20})?|axios.{0,60}|got.{0,60}|ky.{0,60}"
              + "|superagent.{0,60}|requests\\..{1,60}|aiohttp\\..{1,60}|urllib\\.request\\..{1,40}|urllib3\\..{1,60}");

  private static final List<String> OFF =
      List.of(
          "redirect",
          "allow_redirects",
          "maxRedirects",
          "followRedirect",
          "follow_redirects",
          "redirects");

  /** Checks at every hop or at the time of connecting. */
  private static final List<String> HOPS =
      List.of(
          "beforeRedirect",
          "event_hooks",
          "HTTPRedirectHandler",
          "response_hook",
          "hooks[\"response\"]",
          "hooks={",
          "setGlobalDispatcher",
          "lookup:",
          "createConnection:",
          "ssrf-req-filter",
          "request-filtering-agent",
          "rebuild_auth",
          "max_redirects = 0");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    if (!Mentions.any(context, SsrfCalls.WORDS) || Mentions.any(context, HOPS)) {
      return;
    }
    for (Flow flow : new SsrfFlows(context).tested()) {
      if (follows(Callee.of(context, flow.module(), flow.call()))) {
        findings.report(
            FlowDraft.of(
                flow,
                INFO.severity(),
                FlowDraft.chosen(flow)
                    + " decides a host that is tested once; the request then follows redirects to"
                    + " hosts that are not."));
      }
    }
  }

  /** {@code httpx.Client(follow_redirects=True)}, as the client was made. */
  private static boolean isMadeToFollow(Callee callee) {
    SyntaxTree tree = callee.call().tree();
    int client = callee.object();
    if (client == SyntaxTree.NONE
        || !callee.qualified().startsWith("httpx.")
        || callee.call().option("follow_redirects") != SyntaxTree.NONE) {
      return false;
    }
    String made = tree.text(Expressions.valueOf(callee.call().module(), client));
    return made.length() < 2_000 && made.contains("follow_redirects=True");
  }

  private static boolean follows(Callee callee) {
    Call call = callee.call();
    boolean asked = call.tree().text(call.option("follow_redirects")).equals("True");
    boolean said = OFF.stream().anyMatch(name -> call.option(name) != NONE);
    // Options that are made elsewhere are not known.
    int second = call.argument(1);
    boolean known =
        second == NONE
            || call.tree().is(second, "object")
            || !call.module().file().language().isScript();
    return asked
        || isMadeToFollow(callee)
        || (known && !said && FOLLOWING.matcher(callee.qualified()).matches());
  }
}
