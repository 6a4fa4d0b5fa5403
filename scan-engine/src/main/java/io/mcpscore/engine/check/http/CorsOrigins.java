package io.mcpscore.engine.check.http;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import com.fasterxml.jackson.databind.JsonNode;
import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.Expressions;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.Target;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.List;
import java.util.regex.Pattern;

/** What a setting of allowed origins lets in, in options of scripts and Python alike. */
final class CorsOrigins {

  /** How far a setting goes. */
  enum Breadth {
    /** Listed origins, or nobody knows. */
    SOME,
    /** Every origin; browsers keep their credentials back from it. */
    ALL,
    /** The origin of the request itself, which gets the credentials of the browser as well. */
    REFLECTED
  }

  /** Patterns that every origin fits. */
  private static final Pattern ANYTHING =
      Pattern.compile(
          "\\^?(?:\\.[*+]|\\(\\.[*+]\\)|(?:https\\??|\\(http\\|https\\)):\\\\?/\\\\?/(?:\\.[*+])?)\\$?|\\.");

  private static final Pattern READ =
      Pattern.compile("(?:.*\\.)?(?:getenv|environ\\.get|get|env|getEnv|config)");
  private static final int MOST_STEPS = 6;
  private static final int LONGEST = 300;

  private final CheckContext context;

  CorsOrigins(CheckContext context) {
    this.context = context;
  }

  /** What a value lets in. */
  Breadth of(SourceModule module, int value) {
    return of(module, value, MOST_STEPS);
  }

  private Breadth of(SourceModule module, int value, int steps) {
    if (value == NONE || steps == 0) {
      return Breadth.SOME;
    }
    SyntaxTree tree = module.tree();
    int node = Expressions.valueOf(module, value);
    JsonNode constant = context.program().constant(module, node);
    if (isStar(constant)) {
      return Breadth.ALL;
    }
    if (constant.isBoolean()) {
      boolean script = module.file().language().isScript();
      return script && constant.booleanValue() ? Breadth.REFLECTED : Breadth.SOME;
    }
    if (module.isFunction(node)) {
      return new CorsEcho(module, node).isOne() ? Breadth.REFLECTED : Breadth.SOME;
    }
    return switch (tree.kind(node)) {
      case "regex" ->
          ANYTHING.matcher(tree.text(tree.child(node, "pattern"))).matches()
              ? Breadth.REFLECTED
              : Breadth.SOME;
      // What is behind holds where nothing was set.
      case "binary_expression", "boolean_operator" ->
          tree.text(tree.child(node, "operator")).matches("\\|\\||\\?\\?|or")
              ? of(module, tree.child(node, "right"), steps - 1)
              : Breadth.SOME;
      case "ternary_expression" -> ofChoice(module, node, steps);
      case "call_expression", "call" -> ofCall(module, node, steps);
      case "identifier", "member_expression" -> ofNamed(module, node, steps);
      default -> Breadth.SOME;
    };
  }

  private Breadth ofNamed(SourceModule module, int node, int steps) {
    return context.program().resolve(module, node).orElse(null) instanceof Target.Defined d
            && !(d.module().equals(module) && d.node() == node)
        ? of(d.module(), d.node(), steps - 1)
        : Breadth.SOME;
  }

  /** {@code process.env.ORIGINS ? process.env.ORIGINS.split(",") : "*"}. */
  private Breadth ofChoice(SourceModule module, int node, int steps) {
    SyntaxTree tree = module.tree();
    int condition = Expressions.unwrap(tree, tree.child(node, "condition"));
    int consequence = tree.child(node, "consequence");
    boolean unset =
        tree.brief(condition, LONGEST).length() > 1
            && tree.brief(consequence, LONGEST).contains(tree.brief(condition, LONGEST));
    return unset ? of(module, tree.child(node, "alternative"), steps - 1) : Breadth.SOME;
  }

  /** {@code (ORIGINS || "*").split(",")}, {@code os.getenv("ORIGINS", "*")}. */
  private Breadth ofCall(SourceModule module, int node, int steps) {
    SyntaxTree tree = module.tree();
    Call call = CallSites.at(context, module, node);
    String name = CallSites.name(call);
    if (name.equals("split") || name.equals("map") || name.equals("filter")) {
      return of(module, call.receiver(), steps - 1);
    }
    List<Integer> given = call.arguments();
    return given.size() == 2 && READ.matcher(tree.brief(call.function(), LONGEST)).matches()
        ? of(module, given.getLast(), steps - 1)
        : Breadth.SOME;
  }

  /** Whether a pattern, as a text or by a name, lets every origin in. */
  boolean isAnyPattern(SourceModule module, int pattern) {
    return ANYTHING.matcher(context.program().constant(module, pattern).asText("")).matches();
  }

  private static boolean isStar(JsonNode constant) {
    JsonNode first = constant.isArray() && !constant.isEmpty() ? constant.get(0) : constant;
    return first.isTextual() && first.asText().equals("*");
  }
}
