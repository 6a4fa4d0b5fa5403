package io.mcpscore.engine.check.auth;

import com.fasterxml.jackson.databind.JsonNode;
import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.Literals;
import io.mcpscore.engine.check.http.CallSites;
import io.mcpscore.engine.check.http.Drafts;
import io.mcpscore.engine.program.Binding;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import io.mcpscore.model.Severity;

/**
 * {@code auth-jwt-hardcoded-secret}: tokens signed or verified with a key that stands in the code,
 * also as the default of a setting. Public keys are no secrets.
 */
public final class AuthJwtHardcodedSecretCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("auth-jwt-hardcoded-secret");
  private static final int MOST_STEPS = 6;

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    JwtCalls.modules(context)
        .flatMap(m -> CallSites.in(context, m))
        .filter(c -> JwtCalls.isSign(c) || JwtCalls.isPythonDecode(c) || JwtCalls.isScriptVerify(c))
        .filter(c -> isWritten(context, c.module(), c.argument(1, "key")))
        .forEach(
            c ->
                findings.report(
                    Drafts.fact(
                        c.module(),
                        c.node(),
                        Severity.HIGH,
                        "The key stands in the code: whoever reads it can make tokens for every"
                            + " user.")));
  }

  private static boolean isWritten(CheckContext context, SourceModule module, int key) {
    SyntaxTree tree = module.tree();
    int at = key;
    for (int i = 0; i < MOST_STEPS && at != SyntaxTree.NONE; i++) {
      JsonNode constant = context.program().constant(module, at);
      if (!constant.isMissingNode()) {
        return isSecret(constant.asText(""));
      }
      at =
          switch (tree.kind(at)) {
            case "identifier" ->
                module.binding(at).orElse(null) instanceof Binding.Variable v
                    ? v.value()
                    : SyntaxTree.NONE;
            case "binary_expression", "boolean_operator" -> tree.child(at, "right");
            case "call_expression", "call" -> inside(new Call(module, at, ""));
            case "parenthesized_expression", "as_expression", "non_null_expression" ->
                tree.namedChild(at, 0);
            default -> SyntaxTree.NONE;
          };
    }
    return false;
  }

  /** The default of a look-up, and the text that is encoded. */
  private static int inside(Call call) {
    return switch (CallSites.name(call)) {
      case "getenv", "get" -> call.argument(1);
      case "encode" ->
          Literals.isString(call.tree(), call.argument(0)) ? call.argument(0) : SyntaxTree.NONE;
      case "from", "createSecretKey" -> call.argument(0);
      default -> SyntaxTree.NONE;
    };
  }

  private static boolean isSecret(String text) {
    return !text.isBlank() && text.length() >= 3 && !text.contains("PUBLIC KEY");
  }
}
