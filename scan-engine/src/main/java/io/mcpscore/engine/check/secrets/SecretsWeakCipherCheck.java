package io.mcpscore.engine.check.secrets;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.Literals;
import io.mcpscore.engine.syntax.SyntaxTree;
import io.mcpscore.model.Severity;
import java.util.List;
import java.util.regex.Pattern;

/**
 * {@code secrets-weak-cipher}: broken ciphers, ECB, and initialisation vectors that never change.
 */
public final class SecretsWeakCipherCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("secrets-weak-cipher");

  private static final String FIXED =
      "The initialisation vector is always the same, so equal texts look equal and counters repeat.";

  private static final Pattern CIPHERIV = Pattern.compile("crypto\\.(?:default\\.)?createCipheriv");
  private static final Pattern BROKEN_NAME =
      Pattern.compile(
          "(?i)(?:des|rc[24]|bf|blowfish|cast5?|idea)(?:-.{0,20}|[0-9]{0,2})|.{1,20}-ecb");
  private static final Pattern BROKEN_CALL =
      Pattern.compile(
          "crypto\\.(?:default\\.)?createCipher"
              + "|crypto-js\\.(?:default\\.)?(?:DES|TripleDES|RC4|Rabbit)\\.encrypt"
              + "|Crypto(?:dome)?\\.Cipher\\.(?:DES3?|ARC[24]|Blowfish|CAST)\\.new"
              + "|cryptography\\.hazmat\\.(?:primitives|decrepit)\\.ciphers\\.(?:base\\.)?(?:modes\\.ECB"
              + "|algorithms\\.(?:ARC4|TripleDES|Blowfish|IDEA|CAST5|SEED))");
  private static final Pattern AES_NEW = Pattern.compile("Crypto(?:dome)?\\.Cipher\\.AES\\.new");
  private static final Pattern VECTOR_MODE =
      Pattern.compile(
          "cryptography\\.hazmat\\.primitives\\.ciphers\\.(?:base\\.)?modes\\.(?:CBC|CTR|CFB|OFB|GCM)");
  private static final Pattern EMPTY_BUFFER =
      Pattern.compile(
          "Buffer\\.alloc\\(\\s{0,3}\\d{1,2}(?:,\\s{0,3}0)?\\s{0,3}\\)|bytes\\(\\d{1,2}\\)"
              + "|new Uint8Array\\(\\d{1,2}\\)");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    for (Call call : context.calls().all()) {
      String what = call.module().file().role().deducts() ? fault(context, call) : null;
      if (what != null) {
        findings.report(
            Spots.reachable(context, call.module(), call.node(), Severity.MEDIUM, what, List.of()));
      }
    }
  }

  /** What is wrong with a call, or null. */
  private static String fault(CheckContext context, Call call) {
    String callee = call.callee();
    if (BROKEN_CALL.matcher(callee).matches()) {
      return "The cipher used here is broken, or derives its key in one cheap step.";
    }
    if (CIPHERIV.matcher(callee).matches()) {
      String name = context.program().constant(call.module(), call.argument(0)).asText("");
      if (BROKEN_NAME.matcher(name).matches()) {
        return "The cipher used here is broken, or shows which blocks of the text are equal.";
      }
      return isFixed(context, call, call.argument(2)) ? FIXED : null;
    }
    if (AES_NEW.matcher(callee).matches()) {
      if (call.tree().text(call.argument(1, "mode")).endsWith("MODE_ECB")) {
        return "The mode used here shows which blocks of the text are equal.";
      }
      return isFixed(context, call, call.argument(2, "iv")) ? FIXED : null;
    }
    return VECTOR_MODE.matcher(callee).matches() && isFixed(context, call, call.argument(0))
        ? FIXED
        : null;
  }

  private static boolean isFixed(CheckContext context, Call call, int vector) {
    if (vector == SyntaxTree.NONE) {
      return false;
    }
    SyntaxTree tree = call.tree();
    boolean literal = Literals.isString(tree, vector) && !Literals.hasGaps(tree, vector);
    int first = tree.namedChild(tree.child(vector, "arguments"), 0);
    boolean wrapped =
        DisclosureRule.called(tree, vector).equals("from") && Literals.isString(tree, first);
    return literal
        || wrapped
        || context.program().constant(call.module(), vector).isTextual()
        || EMPTY_BUFFER.matcher(tree.text(vector)).matches();
  }
}
