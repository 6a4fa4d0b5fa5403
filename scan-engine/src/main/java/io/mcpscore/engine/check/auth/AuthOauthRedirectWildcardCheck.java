package io.mcpscore.engine.check.auth;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.FlowDraft;
import io.mcpscore.engine.check.Literals;
import io.mcpscore.engine.check.Members;
import io.mcpscore.engine.check.http.CallSites;
import io.mcpscore.engine.check.http.Drafts;
import io.mcpscore.engine.check.http.Functions;
import io.mcpscore.engine.check.http.RequestValues;
import io.mcpscore.engine.flow.Flow;
import io.mcpscore.engine.program.Binding;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import io.mcpscore.model.Severity;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * {@code auth-oauth-redirect-wildcard}: authorization codes that are sent to any address, because
 * the list of allowed ones is a wildcard or nobody looks at the one in the request.
 */
public final class AuthOauthRedirectWildcardCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("auth-oauth-redirect-wildcard");

  private static final String TEXT =
      "The code that stands for the user's consent can be sent to any address.";

  private static final String PREFIX =
      "The redirect address passes when it begins with, or holds, an allowed one, which addresses of"
          + " other hosts do as well.";

  private static final Pattern LIST =
      Pattern.compile("(?i)\\w{0,30}redirect_?ur[il]s?(?:_?patterns?)?");
  private static final Pattern WILDCARD =
      Pattern.compile("\\*|(?:https?|\\*)://\\*{1,2}(?:[:/].{0,20})?|\\.\\*");
  private static final Pattern FROM_REQUEST =
      Pattern.compile(
          "(?:query|query_params|params|body|args)(?:\\.|\\[[\"']|\\.get\\([\"'])redirect_?ur");
  private static final int MOST_STEPS = 8;
  private static final Pattern TEST =
      Pattern.compile(
          "(?is).*(?:includes\\(|\\.has\\(|startsWith|startswith|allowed|registered|valid|whitelist"
              + "|lookup|redirect_uris| in |\\.some\\(|\\.find\\(|check).*");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    Set<String> known = new HashSet<>();
    CallSites.modules(context)
        .filter(m -> CallSites.mentions(m.file(), "redirect_ur", "redirectUr", "REDIRECT_UR"))
        .forEach(m -> look(m, known, findings));
    for (Flow flow : context.flow().into(new RedirectedCodes(context))) {
      if (flow.module().file().role().deducts() && known.add(spot(flow.module(), flow.call()))) {
        findings.report(FlowDraft.of(flow, INFO.severity(), TEXT));
      }
    }
    if (RedirectPrefixes.matters(context)) {
      prefixes(context, known, findings);
    }
  }

  private static void prefixes(CheckContext context, Set<String> known, FindingSink findings) {
    for (Flow flow : context.flow().into(new RedirectPrefixes(context))) {
      SourceModule module = flow.module();
      if (module.file().role().deducts() && known.add(spot(module, flow.call()))) {
        findings.report(Drafts.fact(module, flow.call(), INFO.severity(), PREFIX));
      }
    }
  }

  private static String spot(SourceModule module, int call) {
    return module.file().path() + ':' + module.tree().line(call);
  }

  private static void look(SourceModule module, Set<String> known, FindingSink findings) {
    SyntaxTree tree = module.tree();
    for (int node = 0; node < tree.size(); node++) {
      if (isWildcardList(tree, node) || isOpenRedirect(module, node)) {
        known.add(spot(module, node));
        findings.report(Drafts.fact(module, node, Severity.MEDIUM, TEXT));
      }
    }
  }

  private static boolean isWildcardList(SyntaxTree tree, int node) {
    String name =
        switch (tree.kind(node)) {
          case "pair" -> Members.key(tree, node);
          case "keyword_argument", "variable_declarator" -> tree.text(tree.child(node, "name"));
          case "assignment" -> tree.text(tree.child(node, "left"));
          default -> "";
        };
    if (name.length() > 60 || !LIST.matcher(name).matches()) {
      return false;
    }
    int value = tree.child(node, tree.is(node, "assignment") ? "right" : "value");
    boolean list = tree.is(value, "array") || tree.is(value, "list");
    return list
        && tree.namedChildren(value)
            .filter(n -> Literals.isString(tree, n))
            .anyMatch(n -> WILDCARD.matcher(Literals.content(tree, n)).matches());
  }

  /** A redirect to the address in the request, in a function that holds it against nothing. */
  private static boolean isOpenRedirect(SourceModule module, int node) {
    SyntaxTree tree = module.tree();
    if (!ExternalCalls.isCall(tree, node)) {
      return false;
    }
    Call call = new Call(module, node, "");
    boolean redirect = CallSites.name(call).matches("redirect|RedirectResponse");
    int last = redirect && !call.arguments().isEmpty() ? call.arguments().getLast() : -1;
    int function = Functions.around(module, node);
    if (last < 0 || function == SyntaxTree.NONE) {
      return false;
    }
    String text = tree.text(function);
    return FROM_REQUEST.matcher(text).find()
        && RequestValues.reaches(module, last, SyntaxTree.NONE)
        && !startsFixed(module, last)
        && !TEST.matcher(text).matches();
  }

  /** Whether an address begins with a literal, so that the request decides the rest at most. */
  private static boolean startsFixed(SourceModule module, int expression) {
    SyntaxTree tree = module.tree();
    int at = expression;
    for (int i = 0; i < MOST_STEPS && at != SyntaxTree.NONE; i++) {
      if (Literals.isString(tree, at)) {
        return Literals.content(tree, at).startsWith("http");
      }
      at =
          switch (tree.kind(at)) {
            case "identifier" ->
                module.binding(at).orElse(null) instanceof Binding.Variable v
                    ? v.value()
                    : SyntaxTree.NONE;
            case "call_expression", "call" -> tree.child(tree.child(at, "function"), "object");
            case "new_expression" -> tree.namedChild(tree.child(at, "arguments"), 0);
            case "binary_expression", "binary_operator" -> tree.child(at, "left");
            case "member_expression" -> tree.child(at, "object");
            default -> SyntaxTree.NONE;
          };
    }
    return false;
  }
}
