package io.mcpscore.engine.check.secrets;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.syntax.SyntaxTree;
import io.mcpscore.model.Severity;
import java.util.List;
import java.util.regex.Pattern;

/**
 * {@code secrets-weak-hash}: MD5 and SHA-1 over passwords and tokens, or as their origin. As a
 * checksum or a key of a cache they are no findings.
 */
public final class SecretsWeakHashCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("secrets-weak-hash");

  private static final Pattern WEAK =
      Pattern.compile(
          "hashlib\\.(?:md5|sha1)|crypto(?:-js)?\\.(?:default\\.)?(?:MD5|SHA1)|md5|sha1");
  private static final Pattern NAMED =
      Pattern.compile("crypto\\.(?:default\\.)?createHash|hashlib\\.new");
  private static final Pattern WEAK_NAME = Pattern.compile("(?i)md5|sha-?1|md4");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    context.calls().all().stream()
        .filter(c -> c.module().file().role().deducts())
        .filter(c -> isWeak(context, c))
        .filter(c -> !c.tree().text(c.option("usedforsecurity")).equals("False"))
        .filter(SecretsWeakHashCheck::isAboutSecrets)
        .forEach(
            c ->
                findings.report(
                    Spots.reachable(
                        context,
                        c.module(),
                        c.node(),
                        Severity.MEDIUM,
                        "A hash that is tried billions of times a second on one graphics card"
                            + " guards, or makes, a secret here.",
                        List.of())));
  }

  private static boolean isWeak(CheckContext context, Call call) {
    if (WEAK.matcher(call.callee()).matches()) {
      return true;
    }
    return NAMED.matcher(call.callee()).matches()
        && WEAK_NAME
            .matcher(context.program().constant(call.module(), call.argument(0)).asText(""))
            .matches();
  }

  /** Whether a secret goes in, or the outcome is called one. */
  private static boolean isAboutSecrets(Call call) {
    SyntaxTree tree = call.tree();
    int whole = Targets.chain(tree, call.node());
    boolean goesIn =
        tree.subtree(whole)
            .limit(200)
            .anyMatch(n -> SecretNames.isSecret(SecretReads.name(tree, n)));
    return goesIn || Targets.names(call.module(), whole).stream().anyMatch(SecretNames::isSecret);
  }
}
