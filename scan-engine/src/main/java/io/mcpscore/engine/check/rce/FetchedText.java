package io.mcpscore.engine.check.rce;

import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.Expressions;
import io.mcpscore.engine.program.Binding;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** Whether an expression is made of what the network answered, through names given once. */
final class FetchedText {

  private static final Pattern FETCHING =
      Pattern.compile(
          "(?:fetch|node-fetch(?:\\.default)?|undici\\.(?:fetch|request)|got(?:\\.default)?(?:\\.get)?"
              + "|axios(?:\\.default)?(?:\\.create\\(\\))?(?:\\.(?:get|request|post))?|ky(?:\\.default)?"
              + "|superagent\\.get|https?\\.get"
              + "|(?:requests|httpx)(?:\\.(?:Session|Client|AsyncClient|session)\\(\\))?\\.(?:get|post|request|stream)"
              + "|urllib\\.request\\.urlopen|urllib2\\.urlopen|urllib3\\.(?:PoolManager\\(\\)\\.)?request"
              + "|aiohttp\\.ClientSession\\(\\)\\.(?:get|request)|aiohttp\\.request)");

  /** A digest that was compared makes known what was fetched. */
  private static final Pattern VERIFIED =
      Pattern.compile("(?i)hashlib|createHash|sha(?:256|512)|hmac|verify_?signature|integrity");

  private static final int MOST_VALUES = 30;
  private static final int LONGEST_FUNCTION = 200_000;

  private FetchedText() {}

  /** Whether what is run here came from the network and was not held against a digest. */
  static boolean isRunUnseen(CheckContext context, SourceModule module, int expression) {
    SyntaxTree tree = module.tree();
    int scope = Expressions.scope(module, expression);
    boolean checkable = tree.end(scope) - tree.start(scope) < LONGEST_FUNCTION;
    return isFetched(context, module, expression)
        && checkable
        && !VERIFIED.matcher(tree.text(scope)).find();
  }

  private static boolean isFetched(CheckContext context, SourceModule module, int expression) {
    SyntaxTree tree = module.tree();
    ArrayDeque<Integer> left = new ArrayDeque<>();
    left.add(expression);
    Set<Integer> seen = new HashSet<>();
    while (!left.isEmpty() && seen.size() < MOST_VALUES) {
      int value = left.removeFirst();
      if (!seen.add(value)) {
        continue;
      }
      for (int n = value; n < tree.subtreeEnd(value); n++) {
        boolean fetched =
            context
                .calls()
                .at(module, n)
                .filter(c -> FETCHING.matcher(c.callee()).matches())
                .isPresent();
        if (fetched) {
          return true;
        }
        if (tree.is(n, "identifier")
            && module.binding(n).orElse(null) instanceof Binding.Variable v
            && v.value() != SyntaxTree.NONE) {
          left.add(v.value());
        }
      }
    }
    return false;
  }
}
