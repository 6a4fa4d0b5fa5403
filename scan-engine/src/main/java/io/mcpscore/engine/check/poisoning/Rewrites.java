package io.mcpscore.engine.check.poisoning;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import com.fasterxml.jackson.databind.JsonNode;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.check.Members;
import io.mcpscore.engine.program.Program;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import io.mcpscore.model.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Descriptions that are given a second time: {@code f.__doc__ = …}, {@code tool.description = …},
 * {@code tool.update({description: …})}. Documentation that is put together once, when a module is
 * loaded, is no rewrite.
 */
final class Rewrites {

  private final Program program;
  private final SourceModule module;
  private final Triggers triggers;

  /**
   * A rewritten description.
   *
   * @param module where
   * @param node the assignment or call
   * @param owner name of what is described
   * @param severity what it is worth
   * @param when in a phrase
   */
  record Rewrite(SourceModule module, int node, String owner, Severity severity, String when) {}

  Rewrites(Program program, SourceModule module, Triggers triggers) {
    this.program = program;
    this.module = module;
    this.triggers = triggers;
  }

  /** All of a module. */
  List<Rewrite> find() {
    List<Rewrite> out = new ArrayList<>();
    SyntaxTree tree = module.tree();
    for (int node = 0; node < tree.size(); node++) {
      if (tree.is(node, "assignment") || tree.is(node, "assignment_expression")) {
        assignment(node, out);
      } else if (tree.is(node, "call_expression")) {
        update(node, out);
      }
    }
    return out;
  }

  private void assignment(int node, List<Rewrite> out) {
    SyntaxTree tree = module.tree();
    int left = tree.child(node, "left");
    int object = tree.child(left, "object");
    String member =
        tree.text(tree.child(left, "attribute")) + tree.text(tree.child(left, "property"));
    boolean doc = member.equals("__doc__") && triggers.isFunction(module, object);
    boolean description =
        member.equals("description")
            && tree.text(object).toLowerCase(Locale.ROOT).matches(".*tools?(?:\\[.{0,40}])?");
    if (doc || description) {
      rewrite(node, tree.child(node, "right"), tree.text(object), doc, out);
    }
  }

  private void update(int call, List<Rewrite> out) {
    SyntaxTree tree = module.tree();
    int callee = tree.child(call, "function");
    if (!tree.text(tree.child(callee, "property")).equals("update")) {
      return;
    }
    int options = tree.namedChild(tree.child(call, "arguments"), 0);
    int value = Members.value(tree, options, "description");
    String object = tree.text(tree.child(callee, "object"));
    if (value != NONE && object.toLowerCase(Locale.ROOT).matches(".*tool")) {
      rewrite(call, value, object, false, out);
    }
  }

  private void rewrite(int node, int value, String owner, boolean doc, List<Rewrite> out) {
    String guard = triggers.guard(module, node);
    JsonNode text = program.constant(module, value);
    boolean instructs = text.isTextual() && !InstructionText.read(text.textValue()).isEmpty();
    boolean later = isInside(node);
    boolean fetched = ExternalCalls.isCall(module.tree(), value) && !doc;
    if (guard != null) {
      out.add(new Rewrite(module, node, owner, Severity.HIGH, "depending on " + guard));
    } else if (instructs) {
      out.add(new Rewrite(module, node, owner, Severity.HIGH, "by one that instructs the model"));
    } else if (later && (text.isTextual() || fetched)) {
      out.add(
          new Rewrite(
              module,
              node,
              owner,
              doc ? Severity.MEDIUM : Severity.LOW,
              "after it was registered"));
    }
  }

  private boolean isInside(int node) {
    for (int at = module.tree().parent(node); at != NONE; at = module.tree().parent(at)) {
      if (module.isFunction(at)) {
        return true;
      }
    }
    return false;
  }
}
