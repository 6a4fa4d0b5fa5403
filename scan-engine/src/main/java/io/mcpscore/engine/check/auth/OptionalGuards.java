package io.mcpscore.engine.check.auth;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.Expressions;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.check.http.AuthEvidence;
import io.mcpscore.engine.check.http.CallSites;
import io.mcpscore.engine.check.http.HttpServers;
import io.mcpscore.engine.program.Binding;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.Target;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Guards that are put in place when a secret is in the settings, and left out when it is not:
 * {@code FastMCP(auth=Verifier(token) if token else None)}, {@code if (key) app.use(requireKey)}.
 */
final class OptionalGuards {

  private static final Set<String> INSTALLS = Set.of("use", "add_middleware", "addHook");
  private static final Pattern SERVER = Pattern.compile("\\w{0,40}(?:MCP|Server)\\w{0,20}");
  private static final int MOST_NODES = 2_000;

  private final CheckContext context;
  private final SourceModule module;
  private final SyntaxTree tree;
  private final SecretPresence presence;

  OptionalGuards(CheckContext context, SourceModule module) {
    this.context = context;
    this.module = module;
    this.tree = module.tree();
    this.presence = new SecretPresence(context);
  }

  /** Whether a node is a guard that may be left out, or the condition that leaves it out. */
  boolean isOne(int node) {
    return switch (tree.kind(node)) {
      case "keyword_argument" -> isOption(node);
      case "if_statement" -> isInstalled(node);
      default -> false;
    };
  }

  /** What to show of a node that is one: of an {@code if} the condition. */
  int spot(int node) {
    return tree.is(node, "if_statement") ? tree.child(node, "condition") : node;
  }

  private boolean isOption(int keyword) {
    String name = tree.text(tree.child(keyword, "name"));
    if (!name.equals("auth") && !name.equals("token_verifier") && !name.equals("auth_provider")) {
      return false;
    }
    int call = tree.parent(tree.parent(keyword));
    return ExternalCalls.isCall(tree, call)
        && SERVER.matcher(Expressions.calledName(tree, call)).matches()
        && isLeftOut(tree.child(keyword, "value"));
  }

  private boolean isLeftOut(int value) {
    if (tree.is(value, "identifier") && isGivenLater(value)) {
      return true;
    }
    int node = Expressions.valueOf(module, value);
    return switch (tree.kind(node)) {
      case "conditional_expression" ->
          tree.text(tree.namedChild(node, 2)).equals("None")
              && isUnguarded(module, tree.namedChild(node, 1));
      case "call" ->
          context.program().resolve(module, tree.child(node, "function")).orElse(null)
                  instanceof Target.Defined d
              && d.module().isFunction(d.node())
              && givesNone(d.module(), d.node());
      default -> false;
    };
  }

  /** {@code auth = None}, and something else where a secret is there. */
  private boolean isGivenLater(int identifier) {
    if (!(module.binding(identifier).orElse(null) instanceof Binding.Variable)) {
      return false;
    }
    String name = tree.text(identifier);
    int scope = Expressions.scope(module, identifier);
    List<Integer> given = assigned(scope, name).filter(a -> !isNothing(a)).boxed().toList();
    return assigned(scope, name).anyMatch(this::isNothing)
        && !given.isEmpty()
        && given.stream().allMatch(this::isConditional);
  }

  private IntStream assigned(int scope, String name) {
    return tree.subtree(scope)
        .filter(n -> tree.is(n, "assignment"))
        .filter(n -> tree.text(tree.child(n, "left")).equals(name));
  }

  private boolean isNothing(int assignment) {
    return tree.text(tree.child(assignment, "right")).equals("None");
  }

  private boolean isConditional(int assignment) {
    int at = tree.enclosing(assignment, "if_statement");
    return at != NONE
        && !Outcomes.hasAlternative(tree, at)
        && isUnguarded(module, tree.child(at, "condition"));
  }

  /** A function that gives nothing back without the secret, and does not end the program. */
  private boolean givesNone(SourceModule home, int function) {
    SyntaxTree there = home.tree();
    return there
        .subtree(function)
        .limit(MOST_NODES)
        .filter(n -> there.is(n, "if_statement"))
        .anyMatch(
            n -> {
              int unset = Negations.of(there, there.child(n, "condition"));
              int consequence = there.child(n, "consequence");
              return unset != NONE
                  && SecretNames.isSecret(SecretNames.lastName(there, unset))
                  && there
                      .subtree(consequence)
                      .anyMatch(r -> there.is(r, "return_statement") && isNone(there, r))
                  && !Outcomes.denies(home, consequence)
                  && !isDemanded(SecretNames.lastName(there, unset));
            });
  }

  private static boolean isNone(SyntaxTree tree, int returned) {
    return tree.text(tree.namedChild(returned, 0)).matches("|None");
  }

  private boolean isInstalled(int node) {
    int condition = Expressions.unwrap(tree, tree.child(node, "condition"));
    return !Outcomes.hasAlternative(tree, node)
        && tree.subtree(tree.child(node, "consequence")).limit(400).anyMatch(this::installs)
        && isUnguarded(module, condition);
  }

  private boolean installs(int node) {
    return ExternalCalls.isCall(tree, node)
        && INSTALLS.contains(CallSites.name(new Call(module, node, "")))
        && AuthEvidence.shows(context, module, node);
  }

  /** Whether a condition asks for a secret without which the program goes on. */
  private boolean isUnguarded(SourceModule home, int condition) {
    return condition != NONE
        && (SecretNames.isExpected(home, condition) || presence.isOne(home, condition))
        && !isDemanded(SecretNames.lastName(home.tree(), condition));
  }

  /** Whether what runs together ends, or refuses, somewhere when the secret is not set. */
  private boolean isDemanded(String name) {
    return HttpServers.of(context)
        .modules(module.file())
        .filter(m -> m.file().text().holds(name))
        .anyMatch(m -> m.tree().ofKinds("if_statement").anyMatch(n -> demands(m, n, name)));
  }

  private static boolean demands(SourceModule home, int node, String name) {
    SyntaxTree there = home.tree();
    return there
            .subtree(there.child(node, "condition"))
            .limit(80)
            .map(n -> Negations.of(there, n))
            .anyMatch(n -> n != NONE && SecretNames.lastName(there, n).equals(name))
        && Outcomes.denies(home, there.child(node, "consequence"));
  }
}
