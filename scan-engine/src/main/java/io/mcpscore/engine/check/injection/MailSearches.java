package io.mcpscore.engine.check.injection;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.Callee;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.Expressions;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.check.Literals;
import io.mcpscore.engine.check.Mentions;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.Target;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Criteria of searches in a mailbox, which clients of Python send as they are: a quotation mark
 * ends the value, and what follows is another criterion.
 */
final class MailSearches {

  /** One of these is in every module with such a search. */
  static final List<String> WORDS = List.of("imaplib", "IMAP4", "imap");

  private static final Pattern METHOD = Pattern.compile("search|uid_search|uid|sort|thread");
  private static final Pattern LIBRARY = Pattern.compile("(?:aio)?imaplib\\.IMAP4.{0,200}");
  private static final Pattern CLIENT =
      Pattern.compile(
          "(?i)(?:.{0,60}[._])?(?:imap|mail|mailbox|conn|connection|client|m)\\w{0,20}(?:\\(\\))?");

  /** Words that stand before a value. */
  private static final Pattern CRITERION =
      Pattern.compile(
          "(?s).*\\b(?:SUBJECT|FROM|TO|CC|BCC|BODY|TEXT|HEADER|KEYWORD|SINCE|BEFORE|ON)\\b.*");

  private MailSearches() {}

  /** The values in criteria that the program words, also in a function of its own. */
  static List<Integer> of(CheckContext context, Callee callee) {
    Call call = callee.call();
    SourceModule module = call.module();
    boolean search =
        !module.file().language().isScript()
            && METHOD.matcher(callee.method()).matches()
            && (LIBRARY.matcher(callee.qualified()).matches()
                || CLIENT.matcher(callee.receiver()).matches())
            && Mentions.in(module, WORDS);
    List<Integer> out = new ArrayList<>();
    for (int argument : search ? call.arguments() : List.<Integer>of()) {
      out.addAll(ComposedSinks.of(context, module, argument, CRITERION));
      int made = Expressions.valueOf(module, argument);
      if (made != NONE && isWorded(context, module, made)) {
        out.add(argument);
      }
    }
    return out;
  }

  private static boolean isWorded(CheckContext context, SourceModule module, int made) {
    return ExternalCalls.isCall(module.tree(), made)
        && context.program().resolve(module, module.tree().child(made, "function")).orElse(null)
            instanceof Target.Defined d
        && d.module().isFunction(d.node())
        && holdsCriterion(d.module().tree(), d.node());
  }

  private static boolean holdsCriterion(SyntaxTree tree, int function) {
    return tree.subtree(function)
        .filter(n -> Literals.isString(tree, n) && Literals.hasGaps(tree, n))
        .anyMatch(n -> CRITERION.matcher(tree.brief(n, 120)).matches());
  }
}
