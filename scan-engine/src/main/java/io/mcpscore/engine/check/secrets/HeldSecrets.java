package io.mcpscore.engine.check.secrets;

import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.program.Binding;
import io.mcpscore.engine.program.Program;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.Target;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whether a secret is one that the server holds, rather than one that a service made for the agent
 * in answer to its request.
 */
final class HeldSecrets {

  private static final int MOST_STEPS = 12;

  /** What brings stored things back. */
  private static final Pattern LOADING =
      Pattern.compile(
          "(?i)(?:.{0,80}\\.)?(?:loads?|parse|safe_load|open|read\\w{0,20}|getenv|environ\\.get"
              + "|dict|get_password|getPassword|get_?settings|get_?config|load_\\w{1,30}|copy"
              + "|deepcopy|freeze|get_?secret\\w{0,10})");

  /** Methods that give a part of what they are called on. */
  private static final Pattern PASSING =
      Pattern.compile("(?s).{1,90}\\.(?:get|pop|strip|trim|toString|decode|model_dump|at|find)");

  private static final Pattern MAKING =
      Pattern.compile(
          "(?i)(?:.{0,80}\\.)?_{0,2}(?:create|generate|issue|rotate|make|new)_?.{0,60}");

  private static final Pattern HOLDER =
      Pattern.compile(
          "(?i).{0,30}(?:config|settings|options|opts|env|secrets|credentials|auth|tokens|accounts"
              + "|state|store|context|ctx)");

  private HeldSecrets() {}

  /** Follows an expression to where its value comes from, as far as names tell. */
  static boolean isHeld(Program program, SourceModule module, int expression) {
    SyntaxTree tree = module.tree();
    int at = expression;
    for (int i = 0; i < MOST_STEPS && at != SyntaxTree.NONE; i++) {
      switch (tree.kind(at)) {
        case "member_expression", "attribute" -> at = tree.child(at, "object");
        case "subscript" -> at = tree.child(at, "value");
        case "subscript_expression" -> at = tree.child(at, "object");
        case "await", "await_expression", "parenthesized_expression", "non_null_expression" ->
            at = tree.namedChild(at, 0);
        case "call", "call_expression", "new_expression" -> {
          int callee = new Callee(tree, at).node();
          Optional<Target> target = program.resolve(module, callee);
          String name = head(tree, callee);
          if (target.orElse(null) instanceof Target.Defined) {
            return !MAKING.matcher(name).matches();
          }
          if (LOADING.matcher(name).matches()) {
            return true;
          }
          if (!PASSING.matcher(name).matches()) {
            return false;
          }
          at = callee;
        }
        case "ternary_expression" -> {
          // What may have been made just now is what the tool is for.
          return isHeld(program, module, tree.child(at, "consequence"))
              && isHeld(program, module, tree.child(at, "alternative"));
        }
        case "identifier" -> {
          Binding binding = module.binding(at).orElse(null);
          if (!(binding instanceof Binding.Variable v) || v.value() == SyntaxTree.NONE) {
            return isHolder(tree, at, binding);
          }
          at = v.value();
        }
        default -> {
          return !ExternalCalls.isCall(tree, at);
        }
      }
    }
    return false;
  }

  /** What a name stands for that has no single value: an object of the server, or some data. */
  private static boolean isHolder(SyntaxTree tree, int identifier, Binding binding) {
    String name = tree.text(identifier);
    return switch (binding) {
      case Binding.Import i -> true;
      case Binding.Class c -> true;
      case null -> true;
      default ->
          name.equals("self") || SecretNames.isConstant(name) || HOLDER.matcher(name).matches();
    };
  }

  private static String head(SyntaxTree tree, int node) {
    return tree.source().slice(tree.start(node), Math.min(tree.end(node), tree.start(node) + 100));
  }

  private record Callee(SyntaxTree tree, int call) {

    int node() {
      int function = tree.child(call, "function");
      return function == SyntaxTree.NONE ? tree.child(call, "constructor") : function;
    }
  }
}
