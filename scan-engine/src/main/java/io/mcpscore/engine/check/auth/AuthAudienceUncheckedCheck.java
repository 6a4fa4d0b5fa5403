package io.mcpscore.engine.check.auth;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.Members;
import io.mcpscore.engine.check.http.CallSites;
import io.mcpscore.engine.check.http.Drafts;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import io.mcpscore.model.Severity;

/**
 * {@code auth-audience-unchecked}: tokens of an issuer that many services share, accepted whatever
 * service they were made for. A key of one's own signs for nobody else.
 */
public final class AuthAudienceUncheckedCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("auth-audience-unchecked");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    JwtCalls.modules(context)
        .flatMap(m -> CallSites.in(context, m))
        .filter(AuthAudienceUncheckedCheck::isUnchecked)
        .filter(c -> !FetchedTokens.areRead(context, c))
        .forEach(
            c ->
                findings.report(
                    Drafts.fact(
                        c.module(),
                        c.node(),
                        Severity.MEDIUM,
                        "Nothing says that the token was made for this server: one that another"
                            + " service was given works here as well.")));
  }

  private static boolean isUnchecked(Call call) {
    SyntaxTree tree = call.tree();
    if (JwtCalls.isPythonDecode(call)) {
      int options = call.option("options");
      return tree.text(Members.value(tree, options, "verify_aud")).equals("False")
          && !tree.text(Members.value(tree, options, "verify_signature")).equals("False")
          && !testsAudience(call.module());
    }
    boolean foreign = CallSites.mentions(call.module().file(), "createRemoteJWKSet", "jwks");
    if (call.callee().equals("jose.jwtVerify") || call.callee().equals("jsonwebtoken.verify")) {
      int options = call.argument(2);
      boolean readable = options == SyntaxTree.NONE || tree.is(options, "object");
      return foreign
          && readable
          && !names(tree, options, "audience")
          && !testsAudience(call.module());
    }
    return CallSites.name(call).equals("JWTVerifier")
        && call.option("jwks_uri") != SyntaxTree.NONE
        && missing(tree, call.option("audience"))
        && !spreads(call);
  }

  private static boolean names(SyntaxTree tree, int options, String name) {
    return tree.namedChildren(options)
        .anyMatch(
            c ->
                tree.is(c, "spread_element")
                    || (tree.is(c, "shorthand_property_identifier") && tree.text(c).equals(name))
                    || (tree.is(c, "pair") && Members.key(tree, c).equals(name)));
  }

  private static boolean missing(SyntaxTree tree, int audience) {
    return audience == SyntaxTree.NONE || tree.text(audience).equals("None");
  }

  private static boolean spreads(Call call) {
    SyntaxTree tree = call.tree();
    return tree.namedChildren(tree.child(call.node(), "arguments"))
        .anyMatch(a -> tree.is(a, "dictionary_splat"));
  }

  /** Whether the module looks at the claim by itself. */
  private static boolean testsAudience(SourceModule module) {
    return CallSites.mentions(module.file(), ".aud", "\"aud\"", "'aud'");
  }
}
