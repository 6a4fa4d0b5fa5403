package io.mcpscore.engine.check.health;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.http.CallSites;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import io.mcpscore.model.Severity;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * {@code ops-missing-timeout}: requests of libraries that wait for ever unless told otherwise.
 * {@code httpx} and {@code fetch} end by themselves.
 */
public final class OpsMissingTimeoutCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("ops-missing-timeout");

  private static final Pattern PYTHON =
      Pattern.compile(
          "requests\\.(?:get|post|put|patch|delete|head|request)|urllib\\.request\\.urlopen");
  private static final Pattern SCRIPT =
      Pattern.compile("axios\\.(?:get|post|put|patch|delete|head|request)|axios");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    CallSites.modules(context)
        .filter(m -> CallSites.mentions(m.file(), "requests", "urlopen", "axios"))
        .forEach(
            m ->
                Handled.first(
                    context,
                    m,
                    spots(context, m),
                    Severity.LOW,
                    "The request may wait for ever, and the agent with it.",
                    findings));
  }

  private static IntStream spots(CheckContext context, SourceModule module) {
    return CallSites.in(context, module).filter(OpsMissingTimeoutCheck::waits).mapToInt(Call::node);
  }

  private static boolean waits(Call call) {
    boolean script = call.module().file().language().isScript();
    if (!(script ? SCRIPT : PYTHON).matcher(call.callee()).matches()) {
      return false;
    }
    SyntaxTree tree = call.tree();
    int arguments = tree.child(call.node(), "arguments");
    // Options that are kept elsewhere may hold a timeout.
    boolean open =
        tree.namedChildren(arguments)
            .skip(script ? 1 : 0)
            .anyMatch(a -> tree.is(a, "dictionary_splat") || (script && tree.is(a, "identifier")));
    boolean spread = tree.subtree(arguments).limit(300).anyMatch(n -> tree.is(n, "spread_element"));
    boolean positional = call.callee().endsWith("urlopen") && call.arguments().size() > 2;
    boolean defaults = script && CallSites.mentions(call.module().file(), "axios.defaults.timeout");
    return !open
        && !spread
        && !positional
        && !defaults
        && call.option("timeout") == SyntaxTree.NONE
        && call.option("signal") == SyntaxTree.NONE;
  }
}
