package io.mcpscore.engine.check.auth;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.FlowDraft;
import io.mcpscore.engine.check.Literals;
import io.mcpscore.engine.check.Members;
import io.mcpscore.engine.check.http.CallSites;
import io.mcpscore.engine.check.http.Drafts;
import io.mcpscore.engine.check.http.HeaderReads;
import io.mcpscore.engine.flow.Flow;
import io.mcpscore.engine.program.Binding;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import io.mcpscore.model.Evidence;
import io.mcpscore.model.Severity;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/**
 * {@code auth-token-passthrough}: the credential with which a client came, sent on to another
 * service as it is.
 */
public final class AuthTokenPassthroughCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("auth-token-passthrough");
  private static final int MOST_STEPS = 30;
  private static final String TEXT =
      "The credential of the client goes on to another service, which cannot tell this server from"
          + " its caller.";

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    Set<String> known = new HashSet<>();
    CallSites.modules(context)
        .filter(m -> CallSites.mentions(m.file(), "uthorization"))
        .forEach(m -> look(m, known, findings));
    for (Flow flow : context.flow().into(new ForwardedCredentials(context))) {
      if (flow.module().file().role().deducts() && known.add(spot(flow.module(), flow.value()))) {
        findings.report(FlowDraft.of(flow, Severity.MEDIUM, TEXT));
      }
    }
  }

  private static void look(SourceModule module, Set<String> known, FindingSink findings) {
    SyntaxTree tree = module.tree();
    tree.ofKinds("pair", "assignment", "assignment_expression")
        .filter(n -> carriesOn(module, n))
        .filter(n -> known.add(spot(module, n)))
        .forEach(
            n -> findings.report(Drafts.at(module, n, Severity.MEDIUM, Evidence.LIKELY, TEXT)));
  }

  /** A line: what is set there is told once, whichever way it was found. */
  private static String spot(SourceModule module, int node) {
    return module.file().path() + ':' + module.tree().line(node);
  }

  private static boolean carriesOn(SourceModule module, int node) {
    SyntaxTree tree = module.tree();
    return switch (tree.kind(node)) {
      case "pair" ->
          Members.key(tree, node).equalsIgnoreCase("authorization")
              && isInbound(module, tree.child(node, "value"));
      case "assignment", "assignment_expression" ->
          isHeaderItem(tree, tree.child(node, "left"))
              && isInbound(module, tree.child(node, "right"));
      default -> false;
    };
  }

  private static boolean isHeaderItem(SyntaxTree tree, int target) {
    int key =
        switch (target < 0 ? "" : tree.kind(target)) {
          case "subscript" -> tree.child(target, "subscript");
          case "subscript_expression" -> tree.child(target, "index");
          case "member_expression" -> tree.child(target, "property");
          default -> SyntaxTree.NONE;
        };
    String name = Literals.isString(tree, key) ? Literals.content(tree, key) : tree.text(key);
    return name.equalsIgnoreCase("authorization");
  }

  private static boolean isInbound(SourceModule module, int expression) {
    SyntaxTree tree = module.tree();
    Deque<Integer> open = new ArrayDeque<>();
    Set<Integer> seen = new HashSet<>();
    open.add(expression);
    for (int i = 0; i < MOST_STEPS && !open.isEmpty(); i++) {
      int at = open.poll();
      if (at < 0 || !seen.add(at) || tree.subtreeEnd(at) - at > 300) {
        continue;
      }
      for (int n = at; n < tree.subtreeEnd(at); n++) {
        if (HeaderReads.header(module, n).equals("authorization")) {
          return true;
        }
        if (tree.is(n, "identifier")
            && module.binding(n).orElse(null) instanceof Binding.Variable v) {
          open.add(v.value());
        }
      }
    }
    return false;
  }
}
