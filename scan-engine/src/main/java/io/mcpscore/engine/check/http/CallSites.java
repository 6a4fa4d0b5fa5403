package io.mcpscore.engine.check.http;

import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.source.SourceFile;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.stream.Stream;

/**
 * Every call of a file, also one whose callee could not be resolved: many servers keep the objects
 * of a framework in members and parameters, where a method name is all there is to go by.
 */
public final class CallSites {

  private static final int LONGEST_CALLEE = 200;

  private CallSites() {}

  /** The modules of what the server runs: no tests, examples and copies. */
  public static Stream<SourceModule> modules(CheckContext context) {
    return context.program().modules().stream().filter(m -> m.file().role().deducts());
  }

  /** Calls in order; a callee that is not external is as written, without line breaks. */
  public static Stream<Call> in(CheckContext context, SourceModule module) {
    SyntaxTree tree = module.tree();
    return ExternalCalls.nodes(tree).mapToObj(n -> at(context, module, n));
  }

  /** The call at a node that is one. */
  public static Call at(CheckContext context, SourceModule module, int node) {
    return context
        .calls()
        .at(module, node)
        .orElseGet(() -> new Call(module, node, written(module, node)));
  }

  private static String written(SourceModule module, int node) {
    SyntaxTree tree = module.tree();
    int function = new Call(module, node, "").function();
    boolean small =
        function != SyntaxTree.NONE && tree.end(function) - tree.start(function) < LONGEST_CALLEE;
    return small ? tree.text(function) : "";
  }

  /** The last name of what is called: {@code listen} of {@code this.app.listen(1)}. */
  public static String name(Call call) {
    SyntaxTree tree = call.tree();
    int function = call.function();
    if (function == SyntaxTree.NONE) {
      return "";
    }
    return switch (tree.kind(function)) {
      case "identifier" -> tree.text(function);
      case "member_expression" -> tree.text(tree.child(function, "property"));
      case "attribute" -> tree.text(tree.child(function, "attribute"));
      default -> "";
    };
  }

  /** Whether the bytes of a file hold one of some ASCII words, which is cheap to ask first. */
  public static boolean mentions(SourceFile file, String... words) {
    for (String word : words) {
      if (file.text().holds(word)) {
        return true;
      }
    }
    return false;
  }
}
