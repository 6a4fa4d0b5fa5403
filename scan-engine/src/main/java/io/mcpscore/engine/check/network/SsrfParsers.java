package io.mcpscore.engine.check.network;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.FlowDraft;
import io.mcpscore.engine.check.Mentions;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import io.mcpscore.model.Evidence;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Python's parser takes a backslash for a letter of the authority, the client that then opens the
 * address takes it for its end: {@code http://127.0.0.1\@example.com} is one host to the test and
 * another to the request.
 */
final class SsrfParsers {

  private static final List<String> CLIENTS = List.of("requests", "urllib3");
  private static final Pattern PARSED = Pattern.compile("\\burl(?:parse|split)\\(");
  private static final Pattern REFUSED =
      Pattern.compile(
          "is_private|is_loopback|is_link_local|is_global|169\\.254\\.169|metadata\\.google");
  private static final Pattern REFUSAL = Pattern.compile("\\b(?:raise|return)\\b");

  /** Who is called like this is asked before something is opened. */
  private static final Pattern REFUSING_NAME =
      Pattern.compile("(?i)valid|check|verify|ensure|assert|block|refuse|forbid|ssrf");

  private static final int LONGEST = 20_000;

  private SsrfParsers() {}

  /** Reports functions that refuse private hosts and do not refuse backslashes. */
  static void report(
      CheckContext context, SourceModule module, CheckInfo info, FindingSink findings) {
    boolean python = !module.file().language().isScript();
    if (!python
        || !Mentions.in(module, List.of("urlparse", "urlsplit"))
        || !Mentions.any(context, CLIENTS)) {
      return;
    }
    SyntaxTree tree = module.tree();
    for (int node = 0; node < tree.size(); node++) {
      if (tree.is(node, "function_definition")) {
        String text = tree.text(node);
        boolean screening =
            text.length() < LONGEST
                && PARSED.matcher(text).find()
                && REFUSED.matcher(text).find()
                && REFUSAL.matcher(text).find()
                && text.contains(".hostname");
        boolean open = screening && isObeyed(context, tree.text(tree.child(node, "name")), text);
        if (open && !text.contains("\\\\") && !text.contains("\\x5c")) {
          findings.report(
              FlowDraft.at(
                  module,
                  tree.subtree(node)
                      .filter(
                          n ->
                              tree.is(n, "call")
                                  && tree.isNamed(n)
                                  && PARSED.matcher(tree.text(n)).lookingAt())
                      .findFirst()
                      .orElse(node),
                  info.severity(),
                  Evidence.LIKELY,
                  "The host that is tested is not the one that is opened when the address holds a"
                      + " backslash: the parser and the client read it in different ways."));
        }
      }
    }
  }

  /**
   * Whether something is refused on the answer: by the function itself, or by whoever asks it.
   * Answers that choose a time limit or a warning let nothing in.
   */
  private static boolean isObeyed(CheckContext context, String name, String text) {
    return text.contains("raise ")
        || REFUSING_NAME.matcher(name).find()
        || context.program().modules().stream()
            .filter(m -> m.file().role().deducts() && m.file().text().holds(name))
            .anyMatch(m -> refusesOn(m.tree(), name));
  }

  private static boolean refusesOn(SyntaxTree tree, String name) {
    return tree.subtree(0)
        .filter(n -> tree.is(n, "if_statement"))
        .filter(n -> tree.text(tree.child(n, "condition")).contains(name + "("))
        .anyMatch(
            n ->
                tree.subtree(tree.child(n, "consequence"))
                    .anyMatch(c -> tree.kind(c).matches("raise_statement|return_statement")));
  }
}
