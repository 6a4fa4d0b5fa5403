package io.mcpscore.engine.check.auth;

import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.Literals;
import io.mcpscore.engine.check.Members;
import io.mcpscore.engine.check.http.CallSites;
import io.mcpscore.engine.check.http.Functions;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/** Places that build the address of an authorization page for the code flow. */
final class OAuthRequests {

  private static final Pattern IN_TEXT = Pattern.compile("response_type=code\\b");
  private static final int LARGEST = 40_000;

  private OAuthRequests() {}

  /** Hands over each place with its module. */
  static void each(CheckContext context, BiConsumer<SourceModule, Integer> place) {
    CallSites.modules(context)
        .filter(m -> CallSites.mentions(m.file(), "response_type"))
        .forEach(
            m -> m.tree().subtree(0).filter(n -> builds(m, n)).forEach(n -> place.accept(m, n)));
  }

  private static boolean builds(SourceModule module, int node) {
    SyntaxTree tree = module.tree();
    return switch (tree.kind(node)) {
      case "object", "dictionary" -> {
        int type = Members.value(tree, node, "response_type");
        yield Literals.isString(tree, type)
            && Literals.content(tree, type).equals("code")
            && Members.value(tree, node, "client_id") != SyntaxTree.NONE;
      }
      case "template_string", "string" ->
          Literals.isString(tree, node)
              && Literals.hasGaps(tree, node)
              && IN_TEXT.matcher(Literals.content(tree, node)).find();
      case "call_expression" -> {
        int arguments = tree.child(node, "arguments");
        yield tree.text(tree.namedChild(arguments, 0)).matches("[\"']response_type[\"']")
            && tree.text(tree.namedChild(arguments, 1)).matches("[\"']code[\"']");
      }
      default -> false;
    };
  }

  /** Whether the function around a place, or the place at the top of a file, names a parameter. */
  static boolean names(SourceModule module, int place, String parameter) {
    SyntaxTree tree = module.tree();
    int scope = Functions.scope(module, place);
    boolean large = tree.end(scope) - tree.start(scope) > LARGEST;
    String text = tree.text(large ? place : scope);
    return Pattern.compile("(?<![A-Za-z_])" + parameter + "\\b").matcher(text).find();
  }
}
