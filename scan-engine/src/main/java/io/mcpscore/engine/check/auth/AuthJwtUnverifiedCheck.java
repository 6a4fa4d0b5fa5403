package io.mcpscore.engine.check.auth;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.Members;
import io.mcpscore.engine.check.http.AuthEvidence;
import io.mcpscore.engine.check.http.CallSites;
import io.mcpscore.engine.check.http.Drafts;
import io.mcpscore.engine.check.http.Functions;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import io.mcpscore.model.Severity;
import java.util.regex.Pattern;

/**
 * {@code auth-jwt-unverified}: tokens of callers that are believed without a signature. Reading the
 * expiry of one's own token is no finding: the function must decide about a caller.
 */
public final class AuthJwtUnverifiedCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("auth-jwt-unverified");

  /** Functions that decide who a caller is. */
  private static final Pattern DECIDING =
      Pattern.compile(
          "(?i).{0,40}(?:verify|validate|authenticat|authoriz|middleware|guard|current_?user"
              + "|get_?user|require|check_?(?:auth|token|access)|is_?admin|has_?(?:role|scope)).{0,40}");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    JwtCalls.modules(context)
        .flatMap(m -> CallSites.in(context, m))
        .filter(c -> isUnverified(context, c) || acceptsNone(context, c))
        .filter(c -> acceptsNone(context, c) || decides(context, c))
        .forEach(
            c ->
                findings.report(
                    Drafts.fact(
                        c.module(),
                        c.node(),
                        Severity.HIGH,
                        "The token of a caller is believed without a look at its signature: anybody"
                            + " can write one.")));
  }

  private static boolean isUnverified(CheckContext context, Call call) {
    if (JwtCalls.isScriptDecode(call)) {
      return true;
    }
    if (!JwtCalls.isPythonDecode(call)) {
      return false;
    }
    SyntaxTree tree = call.tree();
    int options = call.option("options");
    boolean off =
        tree.text(Members.value(tree, options, "verify_signature")).equals("False")
            || context
                .program()
                .constant(call.module(), options)
                .path("verify_signature")
                .asText("true")
                .equals("false");
    return off || tree.text(call.option("verify")).equals("False");
  }

  /** Algorithms that include none, which every token claims that has no signature. */
  private static boolean acceptsNone(CheckContext context, Call call) {
    if (!JwtCalls.isPythonDecode(call) && !JwtCalls.isScriptVerify(call)) {
      return false;
    }
    var names = context.program().constant(call.module(), call.option("algorithms"));
    for (var name : names) {
      if (name.asText().equalsIgnoreCase("none")) {
        return true;
      }
    }
    return false;
  }

  private static boolean decides(CheckContext context, Call call) {
    SourceModule module = call.module();
    int function = Functions.around(module, call.node());
    if (function == SyntaxTree.NONE || verifies(context, module, function)) {
      return false;
    }
    return DECIDING.matcher(Functions.name(module, function)).matches()
        || module
            .tree()
            .subtree(function)
            .filter(n -> n != call.node())
            .limit(3_000)
            .anyMatch(n -> AuthEvidence.isRead(module, n));
  }

  /** Whether the same function verifies as well: it may read the key's name first. */
  private static boolean verifies(CheckContext context, SourceModule module, int function) {
    SyntaxTree tree = module.tree();
    return tree.subtree(function)
        .filter(n -> ExternalCalls.isCall(tree, n))
        .mapToObj(n -> CallSites.at(context, module, n))
        .anyMatch(
            c ->
                JwtCalls.isScriptVerify(c)
                    || (JwtCalls.isPythonDecode(c) && !isUnverified(context, c))
                    || CallSites.name(c).matches("(?i)verify\\w{0,30}|introspect\\w{0,30}"));
  }
}
