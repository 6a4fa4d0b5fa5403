package io.mcpscore.engine.check.secrets;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.check.Expressions;
import io.mcpscore.engine.check.Members;
import io.mcpscore.engine.check.NamePattern;
import io.mcpscore.engine.program.Program;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.Target;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What an HTTP endpoint answers, and the settings that debugging and status pages put into it as a
 * whole.
 */
final class HttpAnswers {

  private static final NamePattern PYTHON =
      NamePattern.of(
          "(?:JSON|ORJSON|UJSON|PlainText|HTML)?Response|jsonify|json_response|make_response");
  private static final Set<String> SCRIPT = Set.of("json", "send", "end", "text");
  private static final NamePattern ANSWER =
      NamePattern.of(
          "(?i)(?:.{0,20}\\.)?(?:res|response|reply|c|ctx)(?:\\.\\w{1,10}\\(.{0,30}\\)){0,3}");

  private static final NamePattern SETTINGS =
      NamePattern.of("(?i)(?:.{0,60}[._])?\\w{0,20}(?:config|settings|environment|env)");

  private static final int LONGEST = 160;

  private HttpAnswers() {}

  /** The contents of an answer that a call makes; none when it makes none. */
  static List<Integer> contents(SourceModule module, int node) {
    SyntaxTree tree = module.tree();
    String name = DisclosureRule.called(tree, node);
    boolean script = module.file().language().isScript();
    boolean answers =
        script
            ? SCRIPT.contains(name)
                && ANSWER.matches(tree.brief(Expressions.owner(tree, node), LONGEST))
            : PYTHON.matches(name);
    return answers ? DisclosureRule.arguments(tree, node) : List.of();
  }

  /** All settings at once, as a phrase, when a secret is among them. */
  static Optional<String> settings(Program program, SourceModule module, int expression) {
    SyntaxTree tree = module.tree();
    if (!module.file().language().isScript()) {
      int owner = Expressions.owner(tree, expression);
      int first = tree.namedChild(tree.child(expression, "arguments"), 0);
      String shown = tree.brief(owner == NONE ? first : owner, LONGEST);
      return SETTINGS.matches(shown)
          ? WholeObjects.at(program, module, expression)
          : Optional.empty();
    }
    boolean named =
        tree.is(expression, "identifier")
            || tree.is(expression, "shorthand_property_identifier")
            || tree.is(expression, "member_expression");
    boolean whole = !tree.is(tree.parent(expression), "member_expression");
    return named && whole && SETTINGS.matches(tree.brief(expression, LONGEST))
        ? secret(program, module, expression).map(s -> "an object with the secret " + s)
        : Optional.empty();
  }

  private static Optional<String> secret(Program program, SourceModule module, int expression) {
    if (!(program.resolve(module, expression).orElse(null) instanceof Target.Defined d)) {
      return Optional.empty();
    }
    SyntaxTree tree = d.module().tree();
    return tree.is(d.node(), "object")
        ? tree.namedChildren(d.node())
            .filter(p -> tree.is(p, "pair"))
            .mapToObj(p -> Members.key(tree, p))
            .filter(SecretNames::isSecret)
            .findFirst()
        : Optional.empty();
  }
}
