package io.mcpscore.engine.check.network;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.check.Mentions;
import io.mcpscore.engine.flow.Flow;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.Target;
import io.mcpscore.engine.syntax.SyntaxTree;
import io.mcpscore.model.TraceStep;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Tests of an address that the dataflow cannot follow, such as a loop over resolved addresses: a
 * function on the way that refuses private ones by itself, or calls a function that does.
 */
final class SsrfScreen {

  private static final int DEEPEST = 3;
  private static final int LONGEST = 20_000;
  private static final Pattern NAME =
      Pattern.compile(
          "(?i)(?:.{0,60}\\.)?_{0,2}\\w{0,30}(?:valid|check|assert|ensure|guard|verify|safe|allow|ssrf|block|private|public|refuse|reject|resolve|screen|security|policy)\\w{0,40}");
  private static final Pattern ADDRESSES =
      Pattern.compile(
          "is_private|is_global|is_loopback|isPrivate|is_ip_private|isLoopback|169\\.254\\.|\"127\\.|'127\\.|192\\.168|private_?[iI]p|ipaddr\\.|BlockList"
              + "|ssrf|SSRF|(?i:allowed_?(?:hosts|domains|origins))");
  private static final List<String> SCREEN_WORDS =
      List.of("ssrf", "SSRF", "Ssrf", "private", "Private");
  private static final Pattern SCREEN =
      Pattern.compile(
          "(?i)\\w{0,40}(?:ssrf|private|(?:valid|check|safe|allow)\\w{0,12}(?:url|host))\\w{0,40}");
  private static final Pattern REFUSAL =
      Pattern.compile("\\b(?:raise|throw|return\\s+(?:false|False|null|None|[\"'f{]))");

  private SsrfScreen() {}

  /** Whether any function of the server's own is named as a screen and is one. */
  static boolean isAnywhere(CheckContext context) {
    for (SourceModule module : context.program().modules()) {
      SyntaxTree tree = module.tree();
      boolean own = module.file().role().deducts() && Mentions.in(module, SCREEN_WORDS);
      for (int n = 0; own && n < tree.size(); n++) {
        if (module.isFunction(n)
            && SCREEN.matcher(tree.text(tree.child(n, "name"))).matches()
            && refuses(context, module, n, 1, false)) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * Whether a function that a value passes through tests its address.
   *
   * @param flow up to the call that hands the address on
   * @param told up to the request
   */
  static boolean covers(CheckContext context, Flow flow, Flow told) {
    if (coversAt(context, flow.module(), flow.call())
        || coversAt(context, told.module(), told.call())) {
      return true;
    }
    for (TraceStep step : flow.trace()) {
      SourceModule module = context.program().module(step.file()).orElse(null);
      int node = module == null ? NONE : atLine(module.tree(), step.line());
      if (node != NONE && coversAt(context, module, node)) {
        return true;
      }
    }
    return false;
  }

  private static int atLine(SyntaxTree tree, int line) {
    int from = tree.source().startOfLine(line);
    int to = tree.source().endOfLine(line);
    int last = NONE;
    for (int n = 0; n < tree.size() && tree.start(n) <= to; n++) {
      last = tree.start(n) >= from ? n : last;
    }
    return last;
  }

  private static boolean coversAt(CheckContext context, SourceModule module, int node) {
    int function = node;
    while (function > 0 && !module.isFunction(function)) {
      function = module.tree().parent(function);
    }
    return function > 0 && refuses(context, module, function, DEEPEST, true);
  }

  /**
   * Whether a function refuses addresses.
   *
   * @param outer whether it may also do other things, so that only its tests are looked at
   */
  private static boolean refuses(
      CheckContext context, SourceModule module, int function, int depth, boolean outer) {
    SyntaxTree tree = module.tree();
    int end = Math.min(tree.end(function), tree.start(function) + LONGEST);
    String text = tree.source().slice(tree.start(function), end);
    if (ADDRESSES.matcher(text).find() && REFUSAL.matcher(text).find()) {
      return true;
    }
    return depth > 0
        && tree.subtree(function)
            .filter(n -> ExternalCalls.isCall(tree, n))
            .anyMatch(n -> refusesCall(context, module, n, depth, outer));
  }

  private static boolean refusesCall(
      CheckContext context, SourceModule module, int call, int depth, boolean outer) {
    int callee = module.tree().child(call, "function");
    String name = module.tree().text(callee);
    boolean candidate = name.length() < 120 && (!outer || NAME.matcher(name).matches());
    return candidate
        && context.program().resolve(module, callee).orElse(null) instanceof Target.Defined d
        && d.module().isFunction(d.node())
        && refuses(context, d.module(), d.node(), depth - 1, false);
  }
}
