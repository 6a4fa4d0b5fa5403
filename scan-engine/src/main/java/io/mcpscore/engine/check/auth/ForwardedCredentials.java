package io.mcpscore.engine.check.auth;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.Expressions;
import io.mcpscore.engine.check.GivenValues;
import io.mcpscore.engine.check.Members;
import io.mcpscore.engine.check.http.HeaderReads;
import io.mcpscore.engine.flow.EffectCatalog;
import io.mcpscore.engine.flow.SinkRule;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.Target;
import io.mcpscore.engine.syntax.SyntaxTree;
import io.mcpscore.model.Effect;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The credential with which a client came as the source, and the header of the program's own
 * requests that names who asks as the sink: over classes that keep the token, and closures.
 */
record ForwardedCredentials(CheckContext context) implements SinkRule {

  /** What a verified request or the access token of the SDK is kept under. */
  private static final Set<String> VERIFIED =
      Set.of("auth", "authInfo", "auth_info", "accessToken");

  private static final Set<String> CURRENT = Set.of("get_access_token", "getAccessToken");

  /** What leaves a token a token; every other call outside the repository makes something new. */
  private static final Set<String> TEXT =
      Set.of(
          ("replace removeprefix split partition trim strip slice substring substr toString String str"
                  + " concat join get pop at format encode decode assign copy")
              .split(" "));

  /** Who issued the token may see it again: to verify it, to change it, to tell whose it is. */
  private static final Pattern ISSUER =
      Pattern.compile(
          "(?is).*(?:oauth|introspect|user_?-?info|token_?-?info|/token|/me\\b|whoami|verif|validat"
              + "|/auth\\b|issuer|openid).*");

  private static final int LONGEST_ADDRESS = 400;

  @Override
  public boolean concerns(SourceModule module) {
    return module.file().text().holds("uthorization");
  }

  @Override
  public List<Integer> sinks(SourceModule module, int node) {
    Call call = context.calls().at(module, node).orElse(null);
    if (call == null || !EffectCatalog.effects(call.callee(), "").contains(Effect.NET_OUT)) {
      return List.of();
    }
    int headers = call.option("headers");
    SyntaxTree tree = module.tree();
    List<Integer> all =
        tree.is(headers, "identifier") ? GivenValues.of(module, headers) : List.of(headers);
    return all.stream()
        .map(h -> authorization(tree, h))
        .filter(v -> v != NONE && !isToIssuer(call))
        .limit(1)
        .toList();
  }

  private static int authorization(SyntaxTree tree, int headers) {
    int small = Members.value(tree, headers, "authorization");
    return small == NONE ? Members.value(tree, headers, "Authorization") : small;
  }

  private static boolean isToIssuer(Call call) {
    SyntaxTree tree = call.tree();
    int address = Expressions.valueOf(call.module(), call.argument(0, "url"));
    String text = address == NONE ? "" : tree.text(address);
    return text.length() < LONGEST_ADDRESS && ISSUER.matcher(text).matches();
  }

  @Override
  public boolean agentIsSource() {
    return false;
  }

  @Override
  public boolean hasSources() {
    return true;
  }

  @Override
  public Optional<String> source(SourceModule module, int expression) {
    return isVerified(module.tree(), expression)
            || HeaderReads.header(module, expression).equals("authorization")
        ? Optional.of("the credential of the client")
        : Optional.empty();
  }

  /** {@code req.auth.token}, {@code extra.authInfo?.token}, {@code get_access_token().token}. */
  private static boolean isVerified(SyntaxTree tree, int expression) {
    boolean python = tree.is(expression, "attribute");
    if (!python && !tree.is(expression, "member_expression")) {
      return false;
    }
    String name = tree.text(tree.child(expression, python ? "attribute" : "property"));
    if (!name.equals("token")) {
      return false;
    }
    int owner = tree.child(expression, "object");
    while (tree.is(owner, "non_null_expression") || tree.is(owner, "parenthesized_expression")) {
      owner = tree.namedChild(owner, 0);
    }
    return CURRENT.contains(Expressions.calledName(tree, owner))
        || VERIFIED.contains(tree.text(tree.child(owner, "property")))
        || (tree.is(owner, "identifier") && VERIFIED.contains(tree.text(owner)));
  }

  @Override
  public boolean cleans(SourceModule module, int call) {
    SyntaxTree tree = module.tree();
    int callee = tree.child(call, "function");
    return callee != NONE
        && !TEXT.contains(Expressions.calledName(tree, call))
        && !(context.program().resolve(module, callee).orElse(null) instanceof Target.Defined);
  }
}
