package io.mcpscore.engine.flow;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.List;

/** Runs {@code switch} and {@code match}. */
final class CaseWalk {

  private final Frame frame;
  private final SyntaxTree tree;
  private final StatementWalk statements;

  CaseWalk(Frame frame, StatementWalk statements) {
    this.frame = frame;
    this.tree = frame.tree;
    this.statements = statements;
  }

  /** In the branch of a listed value the subject is that value. */
  boolean run(int node, int subject) {
    Value whole = frame.expressions.value(subject);
    List<Value> subjects = new ArrayList<>(List.of(whole));
    if (tree.is(node, "match_statement")) {
      tree.namedChildren(node)
          .filter(c -> c != subject && tree.field(c).equals("subject"))
          .forEach(c -> subjects.add(frame.expressions.value(c)));
    }
    Environment before = frame.environment;
    List<Environment> ends = new ArrayList<>();
    boolean exhaustive = false;
    boolean falls = false;
    for (int clause : tree.namedChildren(tree.child(node, "body")).toArray()) {
      if (frame.isSkipped(clause)) {
        falls = false;
        continue;
      }
      frame.environment = falls ? Environment.join(before, frame.environment) : before.copy();
      boolean byDefault = tree.is(clause, "switch_default") || isWildcard(clause);
      exhaustive |= byDefault;
      Place place = frame.expressions.place(subject);
      if (!byDefault && place != null && isListed(clause)) {
        frame.environment.guard(place);
      }
      boolean python = tree.is(clause, "case_clause");
      if (python) {
        captures(clause, subjects);
      }
      falls = clause(clause);
      if (frame.isOwnWay(clause)) {
        return falls || endsWithBreak(clause);
      }
      if ((falls && python) || (!falls && endsWithBreak(clause))) {
        ends.add(frame.environment);
        falls = false;
      }
    }
    if (falls) {
      ends.add(frame.environment);
    }
    if (!exhaustive) {
      ends.add(before);
    }
    frame.environment = ends.stream().reduce(Environment::join).orElse(before);
    return !ends.isEmpty();
  }

  /** Names in patterns get what they stand for: {@code case "x", {"path": path, **rest}}. */
  private void captures(int clause, List<Value> subjects) {
    int[] patterns = tree.namedChildren(clause).filter(c -> tree.is(c, "case_pattern")).toArray();
    Value all = subjects.stream().reduce(Value::join).orElse(Value.CLEAN);
    for (int i = 0; i < patterns.length; i++) {
      boolean own = patterns.length == subjects.size() && patterns.length > 1;
      capture(patterns[i], own ? subjects.get(i) : all);
    }
  }

  private void capture(int pattern, Value value) {
    String key = null;
    for (int part : tree.namedChildren(pattern).toArray()) {
      boolean name = tree.is(part, "dotted_name") && tree.namedChild(part, 1) == NONE;
      if (tree.field(part).equals("key")) {
        key = frame.run.constant(frame.module, part).asText();
      } else if (name || tree.is(part, "splat_pattern")) {
        frame.expressions.assign(tree.namedChild(part, 0), value);
      } else if (tree.is(part, "identifier") && tree.is(pattern, "as_pattern")) {
        frame.expressions.assign(part, value);
      } else if (tree.kind(part).endsWith("_pattern")) {
        capture(part, key == null || key.isEmpty() ? value : value.member(key));
      }
    }
  }

  private boolean isWildcard(int clause) {
    int pattern = tree.namedChild(clause, 0);
    return tree.is(clause, "case_clause")
        && tree.child(clause, "guard") == NONE
        && tree.text(pattern).equals("_");
  }

  private boolean isListed(int clause) {
    if (tree.is(clause, "switch_case")) {
      return frame.run.isConstant(frame.module, tree.child(clause, "value"));
    }
    return tree.namedChildren(clause)
        .filter(c -> tree.is(c, "case_pattern"))
        .allMatch(
            c ->
                tree.subtree(c)
                    .anyMatch(
                        n ->
                            tree.is(n, "string")
                                || tree.is(n, "integer")
                                || tree.is(n, "none")
                                || (tree.is(n, "dotted_name") && tree.namedChild(n, 1) != NONE)));
  }

  private boolean clause(int clause) {
    if (tree.is(clause, "case_clause")) {
      return statements.run(tree.child(clause, "consequence"));
    }
    int value = tree.child(clause, "value");
    for (int statement : tree.namedChildren(clause).filter(c -> c != value).toArray()) {
      if (!statements.run(statement)) {
        return false;
      }
    }
    return true;
  }

  private boolean endsWithBreak(int clause) {
    return tree.is(clause, "switch_case")
        && tree.subtree(clause).anyMatch(n -> tree.is(n, "break_statement"));
  }
}
