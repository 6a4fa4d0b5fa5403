package io.mcpscore.engine.mcp.js;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.program.Program;
import io.mcpscore.engine.program.js.ScriptSyntax;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The items of lists, and the pairs of maps: literals, spreads, {@code map}, {@code concat}, what
 * is put in later.
 */
final class Elements {

  private static final int MAX_ITEMS = 2_000;
  private static final int MAX_DEPTH = 12;
  private static final Set<String> SAME_ITEMS =
      Set.of("filter", "sort", "slice", "reverse", "toSorted", "toReversed", "values", "entries");
  private static final Set<String> FROM_ARGUMENT =
      Set.of("Array.from", "Promise.all", "Object.fromEntries");
  private static final Set<String> OBJECT_ITEMS =
      Set.of("Object.values", "Object.entries", "Object.keys");

  private static final int MAX_VISITS = 5_000;
  private static final int MAX_QUESTIONS = 4;

  private final Values values;
  private final Contexts contexts;
  private final Additions additions;
  private int visits;
  private int questions;

  Elements(Program program, Values values) {
    this.values = values;
    this.contexts = new Contexts(program, values, this);
    this.additions = new Additions(program, values, contexts);
  }

  /** The circumstances of code, which are asked for the items of its loops. */
  Contexts contexts() {
    return contexts;
  }

  /**
   * The items of a list.
   *
   * @param items in order
   * @param complete false when there may be more, or their number is only known at run time
   */
  record Items(List<Expr> items, boolean complete) {}

  Items of(Expr list) {
    return question(() -> of(list, 0));
  }

  /** Questions that arise while one is answered share its budget. */
  private Items question(Supplier<Items> answer) {
    if (questions == 0) {
      visits = MAX_VISITS;
    }
    if (questions >= MAX_QUESTIONS) {
      return new Items(List.of(), false);
    }
    questions++;
    try {
      return answer.get();
    } finally {
      questions--;
    }
  }

  /** The names of the members of an object. */
  Items keys(Expr object) {
    return of(object, "keys");
  }

  /** The members of an object as pairs of names and values. */
  Items entries(Expr object) {
    return of(object, "entries");
  }

  private Items of(Expr object, String which) {
    return question(
        () -> {
          Collector collector = new Collector();
          collector.items(object, which, 0);
          return collector.items();
        });
  }

  private Items of(Expr list, int depth) {
    Collector collector = new Collector();
    collector.collect(list, depth);
    return collector.items();
  }

  private final class Collector {
    private final List<Expr> found = new ArrayList<>();
    private boolean complete = true;

    Items items() {
      return new Items(List.copyOf(found), complete);
    }

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
          added(at, depth);
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
        case "new_expression" -> created(at, depth);
        case "call_expression" -> call(at, depth);
        default -> complete = false;
      }
    }

    private void created(Expr object, int depth) {
      SyntaxTree tree = object.tree();
      String type = tree.text(tree.child(object.node(), "constructor"));
      if (!type.equals("Map") && !type.equals("Set")) {
        complete = false;
        return;
      }
      int before = found.size();
      int argument = ScriptSyntax.argument(tree, object.node(), 0);
      if (argument != NONE) {
        collect(object.at(argument), depth + 1);
      }
      added(object, depth);
      complete &= found.size() > before;
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
        int function = ScriptSyntax.argument(tree, call.node(), 1);
        if (function == NONE) {
          collect(call.at(argument), depth + 1);
        } else {
          map(call.at(argument), values.function(call.at(function)), false, depth);
        }
      } else if (OBJECT_ITEMS.contains(name) && argument != NONE) {
        items(call.at(argument), name.substring(name.indexOf('.') + 1), depth);
      } else if (tree.is(callee, "member_expression")) {
        method(call, callee, tree.text(tree.child(callee, "property")), depth);
      } else {
        complete = false;
      }
    }

    /** The items of an object: their {@code keys}, their {@code values} or the {@code entries}. */
    private void items(Expr object, String which, int depth) {
      Expr at = values.follow(object);
      List<Expr> exported = which.equals("values") ? values.namespace(at) : null;
      if (exported != null) {
        found.addAll(exported);
        return;
      }
      List<Expr> pairs = pairs(at, depth);
      found.addAll(
          switch (which) {
            case "keys" -> Pairs.sides(values, pairs, Pairs.KEY);
            case "values" -> Pairs.sides(values, pairs, Pairs.VALUE);
            default -> pairs;
          });
    }

    private List<Expr> pairs(Expr object, int depth) {
      Expr at = values.follow(object);
      SyntaxTree tree = at.tree();
      List<Expr> pairs = new ArrayList<>();
      if (depth > MAX_DEPTH) {
        complete = false;
      } else if (at.kind().equals("object")) {
        for (int c : tree.namedChildren(at.node()).toArray()) {
          if (tree.is(c, "spread_element")) {
            pairs.addAll(pairs(at.at(tree.namedChild(c, 0)), depth + 1));
          } else {
            pairs.add(at.at(c));
          }
        }
        pairs.addAll(additions.to(at));
      } else if (tree.text(tree.child(at.node(), "function")).equals("Object.assign")) {
        ScriptSyntax.arguments(tree, at.node())
            .forEach(a -> pairs.addAll(pairs(at.at(a), depth + 1)));
      } else if (Pairs.isMap(values, at)) {
        Items inner = of(at, depth + 1);
        complete &= inner.complete();
        pairs.addAll(inner.items());
      } else {
        complete = false;
      }
      return pairs;
    }

    private void method(Expr call, int callee, String method, int depth) {
      SyntaxTree tree = call.tree();
      Expr receiver = call.at(tree.child(callee, "object"));
      int argument = ScriptSyntax.argument(tree, call.node(), 0);
      if ((method.equals("values") || method.equals("keys")) && Pairs.isMap(values, receiver)) {
        Items pairs = of(receiver, depth + 1);
        complete &= pairs.complete();
        found.addAll(
            Pairs.sides(values, pairs.items(), method.equals("keys") ? Pairs.KEY : Pairs.VALUE));
      } else if (SAME_ITEMS.contains(method)) {
        collect(receiver, depth + 1);
      } else if (method.equals("set")) {
        collect(receiver, depth + 1);
        found.add(call);
      } else if (method.equals("concat")) {
        collect(receiver, depth + 1);
        ScriptSyntax.arguments(tree, call.node()).forEach(a -> joined(call.at(a), depth));
      } else if (method.equals("flat")) {
        Items inner = of(receiver, depth + 1);
        complete &= inner.complete();
        inner.items().forEach(i -> joined(i, depth));
      } else if ((method.equals("map") || method.equals("flatMap")) && argument != NONE) {
        map(receiver, values.function(call.at(argument)), method.equals("flatMap"), depth);
      } else if (method.equals("reduce") && ScriptSyntax.argument(tree, call.node(), 1) != NONE) {
        reduce(receiver, call, depth);
      } else {
        complete = false;
      }
    }

    /** {@code concat} and {@code flat} take lists and single items alike. */
    private void joined(Expr argument, int depth) {
      if (argument.kind().equals("spread_element")) {
        of(argument.at(argument.tree().namedChild(argument.node(), 0)), depth + 1)
            .items()
            .forEach(i -> joined(i, depth + 1));
        return;
      }
      String kind = values.follow(argument).kind();
      if (kind.equals("object")
          || (kind.equals("new_expression") && !Pairs.isMap(values, argument))) {
        found.add(argument);
      } else {
        collect(argument, depth + 1);
      }
    }

    /** What a step of {@code reduce} makes of each item and of the first value. */
    private void reduce(Expr receiver, Expr call, int depth) {
      SyntaxTree tree = call.tree();
      Expr function = values.function(call.at(ScriptSyntax.argument(tree, call.node(), 0)));
      Expr first = call.at(ScriptSyntax.argument(tree, call.node(), 1));
      Items inner = of(receiver, depth + 1);
      complete &= inner.complete() && function != null;
      for (Expr item : function == null ? List.<Expr>of() : inner.items()) {
        Expr.Env env =
            function
                .env()
                .withParameter(function.module(), function.node(), 0, first)
                .withParameter(function.module(), function.node(), 1, item);
        ScriptSyntax.returns(function.tree(), function.node())
            .forEach(r -> collect(function.with(env).at(r), depth + 1));
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

    /** What is put into a list, set or map after it was made. */
    private void added(Expr holder, int depth) {
      List<Expr> all = additions.to(holder);
      visits -= all.size();
      for (Expr addition : all) {
        SyntaxTree tree = addition.tree();
        if (Pairs.is(addition)) {
          found.add(addition);
          continue;
        }
        for (int a : ScriptSyntax.arguments(tree, addition.node()).toArray()) {
          if (tree.is(a, "spread_element")) {
            collect(addition.at(tree.namedChild(a, 0)), depth + 1);
          } else {
            found.add(addition.at(a));
          }
        }
      }
    }
  }
}
