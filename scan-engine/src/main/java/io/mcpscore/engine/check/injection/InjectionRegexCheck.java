package io.mcpscore.engine.check.injection;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.Callee;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.FlowDraft;
import io.mcpscore.engine.check.Mentions;
import io.mcpscore.engine.check.NamePattern;
import io.mcpscore.engine.check.http.HttpServers;
import io.mcpscore.engine.flow.Flow;
import io.mcpscore.model.Severity;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * {@code injection-regex}: patterns that an agent words and that are matched without a limit of
 * time.
 */
public final class InjectionRegexCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("injection-regex");

  private static final List<String> WORDS = List.of("RegExp", "re.");

  private static final NamePattern PYTHON =
      NamePattern.of("re\\.(?:compile|search|match|fullmatch|findall|finditer|sub|subn|split)");
  private static final Set<String> ESCAPES = Set.of("fnmatch.translate", "lodash.escapeRegExp");
  private static final Set<String> REPLACING = Set.of("replace", "replaceAll", "sub");
  private static final Pattern MARKS =
      Pattern.compile("(?s)/.{0,12}\\.\\*\\+.{0,30}/g|.{0,20}\\[\\^.{1,60}].{0,6}");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    InterpreterRule rule =
        new InterpreterRule(context, InjectionRegexCheck::pattern, (m, c) -> isEscape(c), true);
    if (!Mentions.any(context, WORDS)) {
      return;
    }
    Set<String> told = new HashSet<>();
    HttpServers servers = HttpServers.of(context);
    for (Flow flow : context.flow().into(new Mentioning(rule, WORDS))) {
      if (isSink(context, flow) && told.add(flow.module().file().path() + ' ' + flow.call())) {
        // On the user's own machine the agent stops nothing but the user's own server.
        boolean shared = servers.servesMcp(flow.module().file());
        String description =
            FlowDraft.chosen(flow) + " reaches a pattern that may take forever to match.";
        findings.report(
            FlowDraft.ofText(flow, shared ? INFO.severity() : Severity.LOW, description));
      }
    }
  }

  /** Calls that lead to a pattern in a helper are repaired there. */
  private static boolean isSink(CheckContext context, Flow flow) {
    return context
        .calls()
        .at(flow.module(), flow.call())
        .filter(c -> c.callee().equals("RegExp") || PYTHON.matches(c.callee()))
        .isPresent();
  }

  private static List<Integer> pattern(Callee callee) {
    Call call = callee.call();
    boolean script = call.module().file().language().isScript();
    boolean compiles =
        script
            ? callee.qualified().equals("RegExp")
            : PYTHON.matches(callee.qualified()) && call.option("timeout") == NONE;
    return compiles ? Interpreters.present(call.argument(0, "pattern")) : List.of();
  }

  private static boolean isEscape(Callee callee) {
    if (ESCAPES.contains(callee.qualified())) {
      return true;
    }
    String text = callee.call().tree().text(callee.call().argument(0));
    return REPLACING.contains(callee.method())
        && (MARKS.matcher(text).matches() || isEveryMark(text));
  }

  /** A class of the marks that open groups, classes and repetitions. */
  private static boolean isEveryMark(String text) {
    return text.length() < 60
        && text.matches("/\\[.*]/[a-z]*")
        && text.contains("(")
        && text.contains("+")
        && text.contains("|")
        && text.indexOf('[', 2) > 0;
  }
}
