package io.mcpscore.engine.check.injection;

import io.mcpscore.engine.check.Callee;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.Escapes;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.flow.SinkRule;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Pages and addresses as sinks; what a remote authorization server names is a source as well. */
final class HtmlRule implements SinkRule {

  private static final Pattern SOURCE =
      Pattern.compile(
          "authorizationUrl|authorization_url|authorizationEndpoint|authorization_endpoint|authUrl|auth_url|authorizeUrl");
  private static final Pattern CLEANING =
      Pattern.compile(
          "(?i)(?:.{0,80}\\.)?(?:sanitize(?:Html|Url)?|escape(?:Html|_html)?|encode(?:URIComponent|HTML)?|clean|bleach|striptags|stringify|dumps|htmlEscape|escapeHTML|render_template|TemplateResponse)");

  private final CheckContext context;

  HtmlRule(CheckContext context) {
    this.context = context;
  }

  @Override
  public List<Integer> sinks(SourceModule module, int node) {
    return switch (module.tree().kind(node)) {
      case "assignment_expression", "assignment" -> HtmlSinks.assigned(context, module, node);
      case "jsx_attribute" -> HtmlSinks.attribute(module, node);
      case "call_expression", "new_expression", "call" ->
          ExternalCalls.isCall(module.tree(), node)
              ? HtmlSinks.called(context, module, node)
              : List.of();
      case "return_statement" -> HtmlSinks.returned(context, module, node);
      default -> List.of();
    };
  }

  @Override
  public boolean hasSources() {
    return true;
  }

  @Override
  public Optional<String> source(SourceModule module, int expression) {
    SyntaxTree tree = module.tree();
    boolean member =
        tree.is(expression, "member_expression") && module.file().language().isScript();
    return member && SOURCE.matcher(tree.text(tree.child(expression, "property"))).matches()
        ? Optional.of("an address that the authorization server names")
        : Optional.empty();
  }

  @Override
  public boolean cleans(SourceModule module, int call) {
    Callee callee = Callee.of(context, module, call);
    return callee != null && isCleaning(callee);
  }

  /** Whether a call leaves nothing in a text that is markup, or escapes it. */
  static boolean isCleaning(Callee callee) {
    return Escapes.is(callee) || CLEANING.matcher(callee.method()).matches();
  }

  @Override
  public Optional<Guard> guard(SourceModule module, int condition) {
    return HtmlGuards.of(context.program(), module, condition);
  }
}
