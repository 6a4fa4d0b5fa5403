package io.mcpscore.engine.check.secrets;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.FindingSink.Draft;
import io.mcpscore.engine.check.Literals;
import io.mcpscore.engine.check.NamePattern;
import io.mcpscore.engine.check.http.HttpServers;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import io.mcpscore.model.Evidence;
import io.mcpscore.model.Severity;
import java.util.List;
import java.util.regex.Pattern;

/**
 * {@code secrets-weak-random}: tokens, passwords and ids of sessions from a generator whose next
 * value can be computed from earlier ones. Samples, waits and colours are no findings.
 */
public final class SecretsWeakRandomCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("secrets-weak-random");

  private static final String TEXT =
      "What must not be guessed comes from a generator that can be predicted from what it gave"
          + " before.";

  private static final NamePattern RANDOM =
      NamePattern.of(
          "Math\\.random|random\\.(?:random|randint|randrange|choice|choices|sample|getrandbits"
              + "|randbytes|uniform)");

  /** What must not be guessed although it is not called a secret. */
  private static final Pattern UNGUESSABLE =
      Pattern.compile(
          "(?i)session_?id|(?:auth|authorization|verification|reset|invite|otp|mfa|pairing|login)_?code"
              + "|nonce|otp|csrf\\w{0,12}|xsrf\\w{0,12}|salt|code_?verifier|oauth_?state");

  private static final Pattern FOR_TESTS =
      Pattern.compile("(?i)f?[`\"']{1,3}(?:test|mock|fake|dummy|demo)[_-]");

  private static final int MOST_LEVELS = 12;

  private static final Pattern MAKER =
      Pattern.compile("(?i)_{0,2}(?:generate|create|make|new|gen|get|random|issue)_?(.{3,40})");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    RandomMakers makers = new RandomMakers(context);
    for (Call call : context.calls().all()) {
      if (call.module().file().role().deducts() && RANDOM.matches(call.callee())) {
        if (isForSecret(call)) {
          report(context, call, findings);
        } else if (!isForTests(call.tree(), call.node())) {
          makers.add(call);
        }
      }
    }
    makers.calls().stream()
        .filter(SecretsWeakRandomCheck::isForSecret)
        .forEach(c -> report(context, c, findings));
  }

  private static boolean isForSecret(Call call) {
    SyntaxTree tree = call.tree();
    if (isForTests(tree, call.node())) {
      return false;
    }
    boolean given = tree.kind(tree.parent(call.node())).matches("assignment|keyword_argument");
    if (given && RandomMakers.isPick(tree, call.node())) {
      return false;
    }
    return Targets.names(call.module(), call.node()).stream()
        .anyMatch(SecretsWeakRandomCheck::isSecret);
  }

  /** {@code `test_token_${Math.random()}`}: nobody is let in by what says so itself. */
  private static boolean isForTests(SyntaxTree tree, int call) {
    int at = call;
    for (int i = 0; i < MOST_LEVELS && at > 0; i++) {
      if (Literals.isString(tree, at)) {
        return FOR_TESTS.matcher(tree.text(at)).lookingAt();
      }
      at = tree.parent(at);
    }
    return false;
  }

  private static void report(CheckContext context, Call call, FindingSink findings) {
    SourceModule module = call.module();
    Draft draft = Spots.reachable(context, module, call.node(), Severity.MEDIUM, TEXT, List.of());
    // What an endpoint hands out is guessed by whoever reaches it, with or without a tool.
    boolean handedOut = draft.tool() == null && HttpServers.of(context).servesMcp(module.file());
    findings.report(
        handedOut
            ? Spots.at(module, call.node(), Severity.MEDIUM, Evidence.LIKELY, TEXT, null, List.of())
            : draft);
  }

  private static boolean isSecret(String name) {
    var made = MAKER.matcher(name);
    String what = made.matches() ? made.group(1) : name;
    return SecretNames.isSecret(name)
        || SecretNames.isSecret(what)
        || UNGUESSABLE.matcher(what).matches();
  }
}
