package io.mcpscore.engine.check.auth;

import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.check.Literals;
import io.mcpscore.engine.check.http.CallSites;
import io.mcpscore.engine.check.http.HeaderReads;
import io.mcpscore.engine.check.http.Served;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.Set;

/**
 * Which routes a web page of another site reaches with a request that browsers send without asking
 * the server first: what is in the body has to be read whatever its declared type is.
 */
final class SimpleRequests {

  private static final Set<String> READERS = Set.of("json", "body", "form", "text", "read");
  private static final Set<String> TYPES = Set.of("content_type", "mimetype", "is_json");

  private SimpleRequests() {}

  /** Whether one does. */
  static boolean reach(Served served) {
    if (served.verb().equals("WS")) {
      return true;
    }
    SourceModule module = served.handler().module();
    int function = served.handler().node();
    return served.verb().matches("POST|ANY")
        && module.tree().subtree(function).anyMatch(n -> reads(module, n))
        && module.tree().subtree(function).noneMatch(n -> asksForType(module, n));
  }

  private static boolean reads(SourceModule module, int node) {
    SyntaxTree tree = module.tree();
    if (!ExternalCalls.isCall(tree, node)) {
      return false;
    }
    Call call = new Call(module, node, "");
    int first = call.argument(0);
    return switch (CallSites.name(call)) {
      case "on" -> Literals.isString(tree, first) && Literals.content(tree, first).equals("data");
      case "get_json" -> call.option("force") != SyntaxTree.NONE;
      case "get_data" -> true;
      default ->
          READERS.contains(CallSites.name(call))
              && call.receiver() != SyntaxTree.NONE
              && (first == SyntaxTree.NONE || CallSites.name(call).equals("read"));
    };
  }

  private static boolean asksForType(SourceModule module, int node) {
    SyntaxTree tree = module.tree();
    return TYPES.contains(tree.text(tree.child(node, "attribute")))
        || HeaderReads.header(module, node).equals("content-type");
  }
}
