package io.mcpscore.engine.check.secrets;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.model.Severity;
import java.util.List;
import java.util.regex.Pattern;

/**
 * {@code secrets-weak-random}: tokens, passwords and ids of sessions from a generator whose next
 * value can be computed from earlier ones. Samples, waits and colours are no findings.
 */
public final class SecretsWeakRandomCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("secrets-weak-random");

  private static final Pattern RANDOM =
      Pattern.compile(
          "Math\\.random|random\\.(?:random|randint|randrange|choice|choices|sample|getrandbits"
              + "|randbytes|uniform)");

  /** What must not be guessed although it is not called a secret. */
  private static final Pattern UNGUESSABLE =
      Pattern.compile(
          "(?i)session_?id|(?:auth|authorization|verification|reset|invite|otp|mfa|pairing|login)_?code"
              + "|nonce|otp|csrf\\w{0,12}|xsrf\\w{0,12}|salt|code_?verifier|oauth_?state");

  private static final Pattern MAKER =
      Pattern.compile("(?i)_{0,2}(?:generate|create|make|new|gen|get|random|issue)_?(.{3,40})");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    context.calls().all().stream()
        .filter(c -> c.module().file().role().deducts())
        .filter(c -> RANDOM.matcher(c.callee()).matches())
        .filter(
            c ->
                Targets.names(c.module(), c.node()).stream()
                    .anyMatch(SecretsWeakRandomCheck::isSecret))
        .forEach(
            c ->
                findings.report(
                    Spots.reachable(
                        context,
                        c.module(),
                        c.node(),
                        Severity.MEDIUM,
                        "What must not be guessed comes from a generator that can be predicted"
                            + " from what it gave before.",
                        List.of())));
  }

  private static boolean isSecret(String name) {
    var made = MAKER.matcher(name);
    String what = made.matches() ? made.group(1) : name;
    return SecretNames.isSecret(name)
        || SecretNames.isSecret(what)
        || UNGUESSABLE.matcher(what).matches();
  }
}
