package io.mcpscore.engine.mcp.js;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import com.fasterxml.jackson.databind.JsonNode;
import io.mcpscore.engine.program.Binding;
import io.mcpscore.engine.program.Program;
import io.mcpscore.engine.program.Target;
import io.mcpscore.engine.program.js.Destructuring;
import io.mcpscore.engine.program.js.ModuleLinks;
import io.mcpscore.engine.program.js.ScriptModule;
import io.mcpscore.engine.program.js.ScriptSyntax;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Works out what expressions stand for where names alone do not say it: parameters of helper
 * functions, loop variables, members of what a function returns. Every question has a budget of
 * steps, shared by all it leads to, so cycles end as unknown.
 */
final class Values {

  private static final int MAX_STEPS = 4_000;
  private static final int MAX_DEPTH = 24;

  /** Questions for one repository; far more than the largest real ones need. */
  private static final long MAX_TOTAL = 20_000_000;

  /** Functions from outside that give back the object that they take. */
  private static final Pattern UNCHANGED =
      Pattern.compile(
          "Object\\.(freeze|seal)|structuredClone|(types\\.)?ToolSchema\\.parse"
              + "|(define|create|make)(Mcp)?Tool");

  private final Program program;
  private final ModuleValues modules;
  private final Instances instances;
  private final CallSites calls;
  private long total = MAX_TOTAL;
  private int steps;
  private int depth;
  private boolean alone;

  Values(Program program, ModuleLinks links) {
    this.program = program;
    this.modules = new ModuleValues(links, this);
    this.instances = new Instances(program, this);
    this.calls = new CallSites(program, this);
  }

  Program program() {
    return program;
  }

  /**
   * The expression behind names, members and calls of the repository's own functions; the given
   * one, unwrapped, when nothing more can be said.
   */
  Expr follow(Expr start) {
    if (!enter()) {
      return start;
    }
    try {
      Expr at = start;
      while (steps-- > 0 && !at.isKey()) {
        Expr here = at.at(ScriptSyntax.unwrap(at.tree(), at.node()));
        if (here.node() == NONE) {
          return at;
        }
        Expr next = step(here);
        if (next == null || next.node() == NONE || next.sameNode(here)) {
          return here;
        }
        at = next;
      }
      return at;
    } finally {
      depth--;
    }
  }

  /** The same without what the callers of functions pass to their parameters. */
  Expr followAlone(Expr start) {
    boolean before = alone;
    alone = true;
    try {
      return follow(start);
    } finally {
      alone = before;
    }
  }

  private boolean enter() {
    if (depth == 0) {
      steps = MAX_STEPS;
    }
    if (depth >= MAX_DEPTH || steps <= 0 || total-- <= 0) {
      return false;
    }
    depth++;
    return true;
  }

  private Expr step(Expr at) {
    return switch (at.kind()) {
      case "identifier", "shorthand_property_identifier" -> name(at);
      case "member_expression" -> {
        SyntaxTree tree = at.tree();
        String property = tree.text(tree.child(at.node(), "property"));
        Expr member = member(at.at(tree.child(at.node(), "object")), property);
        yield member != null ? member : resolved(at);
      }
      case "subscript_expression" -> {
        SyntaxTree tree = at.tree();
        String index = index(at.at(tree.child(at.node(), "index")));
        yield index == null ? null : member(at.at(tree.child(at.node(), "object")), index);
      }
      case "call_expression" -> returned(at);
      default -> null;
    };
  }

  /** The constant that an index is, or the name of a member that it stands for, or null. */
  private String index(Expr index) {
    JsonNode constant = program.constant(index.module(), index.node());
    Expr at = constant.isValueNode() ? index : follow(index);
    if (at.isKey() || at.kind().equals("property_identifier")) {
      return at.source();
    }
    JsonNode known = constant.isValueNode() ? constant : program.constant(at.module(), at.node());
    return known.isValueNode() ? known.asText() : null;
  }

  private Expr name(Expr at) {
    return bound(at, at.module().binding(at.node()).orElse(null));
  }

  /** What a binding of a module stands for, or null. */
  Expr bound(Expr at, Binding binding) {
    return switch (binding) {
      case null -> null;
      case Binding.Parameter p -> {
        Expr known = at.env().parameter(at.module(), p.function(), p.index());
        Expr value =
            known == null && !alone ? calls.argument(at.module(), p.function(), p.index()) : known;
        yield value == null ? null : members(value, p.path());
      }
      case Binding.Variable v -> variable(at, v);
      case Binding.Function f -> at.at(f.node());
      case Binding.Class c -> at.at(c.node());
      case Binding.Import i -> modules.imported((ScriptModule) at.module(), i);
    };
  }

  private Expr variable(Expr at, Binding.Variable variable) {
    Expr bound = at.env().variable(at.module(), variable.declaration());
    if (bound != null) {
      return bound;
    }
    if (variable.value() != NONE) {
      return at.at(variable.value());
    }
    Destructuring source = Destructuring.of(at.tree(), variable.declaration());
    return source == null ? null : members(at.at(source.value()), source.path());
  }

  private Expr resolved(Expr at) {
    Optional<Target> target = program.resolve(at.module(), at.node());
    return target.orElse(null) instanceof Target.Defined defined
        ? Expr.of(defined.module(), defined.node())
        : null;
  }

  /** The result of a call of a function that returns in one place. */
  private Expr returned(Expr call) {
    Expr function = callee(call);
    if (function == null) {
      Expr resolved = resolved(call);
      return resolved == null || resolved.sameNode(call) ? handedThrough(call) : resolved;
    }
    List<Integer> returns = ScriptSyntax.returns(function.tree(), function.node());
    return returns.size() == 1 ? bind(function, call).at(returns.getFirst()) : null;
  }

  /** What comes out of a call as it went in: {@code freeze(x)}, {@code f.bind(x)}. */
  private static Expr handedThrough(Expr call) {
    SyntaxTree tree = call.tree();
    int callee = tree.child(call.node(), "function");
    if (tree.text(tree.child(callee, "property")).equals("bind")) {
      return call.at(tree.child(callee, "object"));
    }
    int argument = ScriptSyntax.argument(tree, call.node(), 0);
    boolean alone = argument != NONE && ScriptSyntax.argument(tree, call.node(), 1) == NONE;
    return alone && UNCHANGED.matcher(tree.text(callee)).matches() ? call.at(argument) : null;
  }

  /** The function of the repository that a call runs, or null. */
  Expr callee(Expr call) {
    int node = call.tree().child(call.node(), "function");
    if (node == NONE || call.tree().is(node, "import")) {
      return null;
    }
    Expr function = follow(call.at(node));
    return function.module().isFunction(function.node()) ? function : null;
  }

  /** A function whose parameters stand for the arguments of a call. */
  Expr bind(Expr function, Expr call) {
    Expr.Env env = function.env();
    int index = 0;
    for (int argument : ScriptSyntax.arguments(call.tree(), call.node()).toArray()) {
      env = env.withParameter(function.module(), function.node(), index++, call.at(argument));
    }
    return function.with(env);
  }

  private Expr members(Expr value, List<String> path) {
    Expr at = value;
    for (String name : path) {
      at = at == null ? null : member(at, name);
    }
    return at;
  }

  /** What an object, array, class, module or instance holds under a name, or null. */
  Expr member(Expr object, String name) {
    if (!enter()) {
      return null;
    }
    try {
      Expr holder = follow(object);
      return isItem(object, holder) && name.matches("[01]")
          ? (name.equals("0") ? object.asKey() : object)
          : held(holder, name);
    } finally {
      depth--;
    }
  }

  /** Whether an expression is an item {@code x} of {@code {x}}, which counts as a pair. */
  private static boolean isItem(Expr object, Expr value) {
    return object.kind().equals("shorthand_property_identifier")
        && !object.isKey()
        && !value.kind().equals("array");
  }

  private Expr held(Expr holder, String name) {
    SyntaxTree tree = holder.tree();
    return switch (holder.kind()) {
      case "object" -> item(holder, name);
      case "pair", "method_definition", "assignment_expression" -> Pairs.side(holder, name);
      case "array" -> {
        int at =
            name.matches("\\d{1,4}")
                ? tree.namedChild(holder.node(), Integer.parseInt(name))
                : NONE;
        yield at == NONE || tree.is(at, "spread_element") ? null : holder.at(at);
      }
      case "new_expression" -> instances.member(holder, name);
      case "this" -> {
        int owner = ScriptSyntax.owner(tree, holder.node());
        yield ScriptSyntax.isClass(tree, owner) ? own(holder, owner, name) : null;
      }
      case "program" -> modules.export((ScriptModule) holder.module(), name);
      case "call_expression" -> called(holder, name);
      default -> null;
    };
  }

  /** The class of the object that {@code this} is known to be in the code of a method, or null. */
  Expr selfType(Expr method) {
    int owner = ScriptSyntax.owner(method.tree(), method.tree().child(method.node(), "body"));
    Expr self = owner == NONE ? null : method.env().self(method.module(), owner);
    return self != null && self.kind().equals("new_expression") ? instances.typeOf(self) : null;
  }

  private Expr own(Expr self, int type, String name) {
    Expr known = self.env().self(self.module(), type);
    return known != null ? instances.member(known, name) : instances.own(self.at(type), name);
  }

  /** A call of {@code map.set} is a pair; {@code Object.assign} has the members of all it takes. */
  private Expr called(Expr call, String name) {
    SyntaxTree tree = call.tree();
    if (!tree.text(tree.child(call.node(), "function")).equals("Object.assign")) {
      return Pairs.side(call, name);
    }
    Expr found = null;
    for (int argument : ScriptSyntax.arguments(tree, call.node()).toArray()) {
      Expr member = member(call.at(argument), name);
      found = member == null ? found : member;
    }
    return found;
  }

  private Expr item(Expr object, String name) {
    SyntaxTree tree = object.tree();
    int[] items = tree.namedChildren(object.node()).toArray();
    for (int i = items.length - 1; i >= 0; i--) {
      int item = items[i];
      if (tree.is(item, "spread_element")) {
        Expr found = member(object.at(tree.namedChild(item, 0)), name);
        if (found != null) {
          return found;
        }
      } else if (name.equals(key(object.at(item)))) {
        return object.at(tree.is(item, "pair") ? tree.child(item, "value") : item);
      }
    }
    return null;
  }

  /** Name of an item of an object literal, or null when it is computed at run time. */
  String key(Expr item) {
    String plain = ScriptSyntax.memberName(item.tree(), item.node());
    int key = item.tree().child(item.node(), "key");
    if (plain != null || !item.tree().is(key, "computed_property_name")) {
      return plain;
    }
    JsonNode computed = program.constant(item.module(), item.tree().namedChild(key, 0));
    return computed.isValueNode() ? computed.asText() : null;
  }

  /** The function that an expression stands for, or null. */
  Expr function(Expr expression) {
    Expr at = follow(expression);
    return at.node() != NONE && at.module().isFunction(at.node()) ? at : null;
  }

  /** What a module that is taken as a whole exports, by name; null for anything else. */
  List<Expr> namespace(Expr at) {
    return at.kind().equals("program") ? modules.exports((ScriptModule) at.module()) : null;
  }

  /** The qualified name of something external, or the empty text. */
  String external(Expr expression) {
    return program.resolve(expression.module(), expression.node()).orElse(null)
            instanceof Target.External external
        ? external.qualifiedName()
        : "";
  }
}
