package io.mcpscore.engine.mcp.js;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.program.Binding;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.js.ScriptSyntax;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The items of lists: literals, spreads, {@code map}, {@code concat}, what is pushed later. */
final class Elements {

  private static final int MAX_ITEMS = 2_000;
  private static final int MAX_DEPTH = 12;
  private static final Set<String> SAME_ITEMS =
      Set.of("filter", "sort", "slice", "reverse", "toSorted", "toReversed", "values", "entries");
  private static final Set<String> FROM_ARGUMENT = Set.of("Array.from", "Promise.all");
  private static final Set<String> OBJECT_ITEMS = Set.of("Object.values", "Object.entries");

  private static final int MAX_VISITS = 5_000;

  private final Values values;
  private final Map<SourceModule, List<Expr>> pushes = new HashMap<>();
  private int visits;

  Elements(Values values) {
    this.values = values;
  }

  /**
   * The items of a list.
   *
   * @param items in order
   * @param complete false when there may be more, or their number is only known at run time
   */
  record Items(List<Expr> items, boolean complete) {}

  Items of(Expr list) {
    visits = MAX_VISITS;
    return of(list, 0);
  }

  private Items of(Expr list, int depth) {
    Collector collector = new Collector();
    collector.collect(list, depth);
    return new Items(List.copyOf(collector.found), collector.complete);
  }

  private final class Collector {
    private final List<Expr> found = new ArrayList<>();
    private boolean complete = true;

    void collect(Expr list, int depth) {
      if (depth > MAX_DEPTH || found.size() > MAX_ITEMS || visits-- <= 0) {
        complete = false;
        return;
      }
      Expr at = values.follow(list);
      SyntaxTree tree = at.tree();
      switch (at.kind()) {
        case "array" -> {
          for (int c : tree.namedChildren(at.node()).toArray()) {
            if (tree.is(c, "spread_element")) {
              collect(at.at(tree.namedChild(c, 0)), depth + 1);
            } else {
              found.add(at.at(c));
            }
          }
          pushed(at, depth);
        }
        case "ternary_expression" -> {
          collect(at.at(tree.child(at.node(), "consequence")), depth + 1);
          collect(at.at(tree.child(at.node(), "alternative")), depth + 1);
        }
        case "binary_expression" -> {
          if (!tree.text(tree.child(at.node(), "operator")).equals("&&")) {
            collect(at.at(tree.child(at.node(), "left")), depth + 1);
          }
          collect(at.at(tree.child(at.node(), "right")), depth + 1);
        }
        case "new_expression" -> {
          String type = tree.text(tree.child(at.node(), "constructor"));
          int argument = ScriptSyntax.argument(tree, at.node(), 0);
          if ((type.equals("Map") || type.equals("Set")) && argument != NONE) {
            collect(at.at(argument), depth + 1);
          } else {
            complete = false;
          }
        }
        case "call_expression" -> call(at, depth);
        default -> complete = false;
      }
    }

    private void call(Expr call, int depth) {
      SyntaxTree tree = call.tree();
      Expr own = values.callee(call);
      if (own != null) {
        Expr bound = values.bind(own, call);
        List<Integer> returns = ScriptSyntax.returns(own.tree(), own.node());
        complete &= !returns.isEmpty();
        returns.forEach(r -> collect(bound.at(r), depth + 1));
        return;
      }
      int callee = tree.child(call.node(), "function");
      String name = tree.text(callee);
      int argument = ScriptSyntax.argument(tree, call.node(), 0);
      if (FROM_ARGUMENT.contains(name) && argument != NONE) {
        collect(call.at(argument), depth + 1);
        return;
      }
      if (OBJECT_ITEMS.contains(name) && argument != NONE) {
        items(call.at(argument), name.endsWith("values"), depth);
        return;
      }
      if (!tree.is(callee, "member_expression")) {
        complete = false;
        return;
      }
      method(call, callee, tree.text(tree.child(callee, "property")), depth);
    }

    /** The items of an object literal: their values, or the pairs themselves. */
    private void items(Expr object, boolean onlyValues, int depth) {
      Expr at = values.follow(object);
      SyntaxTree tree = at.tree();
      List<Expr> exported = onlyValues ? values.namespace(at) : null;
      if (exported != null) {
        found.addAll(exported);
        return;
      }
      if (!at.kind().equals("object") || depth > MAX_DEPTH) {
        complete = false;
        return;
      }
      for (int c : tree.namedChildren(at.node()).toArray()) {
        if (tree.is(c, "spread_element")) {
          items(at.at(tree.namedChild(c, 0)), onlyValues, depth + 1);
        } else {
          found.add(at.at(onlyValues && tree.is(c, "pair") ? tree.child(c, "value") : c));
        }
      }
    }

    private void method(Expr call, int callee, String method, int depth) {
      SyntaxTree tree = call.tree();
      Expr receiver = call.at(tree.child(callee, "object"));
      int argument = ScriptSyntax.argument(tree, call.node(), 0);
      if (SAME_ITEMS.contains(method)) {
        collect(receiver, depth + 1);
      } else if (method.equals("concat")) {
        collect(receiver, depth + 1);
        ScriptSyntax.arguments(tree, call.node()).forEach(a -> joined(call.at(a), depth));
      } else if (method.equals("flat")) {
        Items inner = of(receiver, depth + 1);
        complete &= inner.complete();
        inner.items().forEach(i -> collect(i, depth + 1));
      } else if ((method.equals("map") || method.equals("flatMap")) && argument != NONE) {
        map(receiver, values.function(call.at(argument)), method.equals("flatMap"), depth);
      } else {
        complete = false;
      }
    }

    /** {@code concat} takes lists and single items alike. */
    private void joined(Expr argument, int depth) {
      if (values.follow(argument).kind().equals("object")) {
        found.add(argument);
      } else {
        collect(argument, depth + 1);
      }
    }

    private void map(Expr receiver, Expr function, boolean flat, int depth) {
      Items inner = of(receiver, depth + 1);
      complete &= inner.complete() && function != null;
      if (function == null) {
        return;
      }
      List<Integer> returns = ScriptSyntax.returns(function.tree(), function.node());
      complete &= returns.size() == 1;
      for (Expr item : inner.items()) {
        for (int r : returns) {
          Expr result =
              function
                  .with(function.env().withParameter(function.module(), function.node(), 0, item))
                  .at(r);
          if (flat) {
            collect(result, depth + 1);
          } else if (found.size() <= MAX_ITEMS) {
            found.add(result);
          }
        }
      }
    }

    private void pushed(Expr array, int depth) {
      SyntaxTree tree = array.tree();
      int holder = tree.parent(array.node());
      while (holder != NONE && tree.kind(holder).endsWith("_expression")) {
        holder = tree.parent(holder);
      }
      int name = tree.is(holder, "variable_declarator") ? tree.child(holder, "name") : NONE;
      if (name == NONE) {
        return;
      }
      for (Expr call : pushes.computeIfAbsent(array.module(), Elements::findPushes)) {
        int object = tree.child(tree.child(call.node(), "function"), "object");
        boolean same =
            call.module().binding(object).orElse(null) instanceof Binding.Variable v
                && v.declaration() == name;
        if (same) {
          for (int a : ScriptSyntax.arguments(tree, call.node()).toArray()) {
            if (tree.is(a, "spread_element")) {
              collect(call.at(tree.namedChild(a, 0)), depth + 1);
            } else {
              found.add(call.at(a));
            }
          }
        }
      }
    }
  }

  private static List<Expr> findPushes(SourceModule module) {
    SyntaxTree tree = module.tree();
    return tree.ofKinds("call_expression")
        .filter(
            n -> {
              int callee = tree.child(n, "function");
              return tree.is(callee, "member_expression")
                  && tree.text(tree.child(callee, "property")).equals("push")
                  && tree.is(tree.child(callee, "object"), "identifier");
            })
        .mapToObj(n -> Expr.of(module, n))
        .toList();
  }
}
