package io.mcpscore.engine.check;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.check.ComposedText.Part;
import io.mcpscore.engine.program.Binding;
import io.mcpscore.engine.program.Program;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.Target;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which parts of a composed address decide its scheme or host. What comes after a constant host and
 * a slash, such as a segment of the path or a value of the query, does not.
 */
public final class UrlPosition {

  private static final int DEEPEST = 6;
  private static final int LONGEST = 2_000;
  private static final Pattern JOIN =
      Pattern.compile("(?:urllib\\.parse\\.)?urljoin|url\\.resolve");
  private static final Set<String> SAME_ADDRESS = Set.of("href", "url", "_url", "raw");
  private static final Set<String> KEEPING =
      Set.of("encodeURI", "unquote", "decodeURI", "geturl", "AnyUrl", "Request");

  /** Nothing yet, or a scheme, or a part of a host name that ends where a label may begin. */
  private static final Pattern OPEN =
      Pattern.compile(
          "\\s*|\\s*[a-z\\u0001+]{1,12}://|\\s*[a-z\\u0001+]{1,12}://[^/?#\\s]{0,200}[.@:\\u0001-]");

  private final Program program;

  /** Follows names and functions through a program. */
  public UrlPosition(Program program) {
    this.program = program;
  }

  /** The expressions that decide scheme or host of an address, in the module of the address. */
  public List<Integer> deciding(SourceModule module, int address) {
    return deciding(module, address, DEEPEST);
  }

  private List<Integer> deciding(SourceModule module, int address, int depth) {
    if (address == NONE || depth == 0) {
      return List.of();
    }
    ComposedText text = ComposedText.of(program, module, address);
    List<Integer> out = new ArrayList<>();
    for (Part part : text.parts()) {
      String before = part.isGap() ? text.before(part) : "/";
      if (before.length() < LONGEST && isOpen(before)) {
        out.addAll(gap(module, part.node(), depth - 1));
      }
    }
    return out;
  }

  /** A gap right behind another one is a path as a rule: {@code base + path}. */
  private static boolean isOpen(String before) {
    return OPEN.matcher(before).matches() && !before.strip().equals("\u0001");
  }

  private List<Integer> gap(SourceModule module, int node, int depth) {
    SyntaxTree tree = module.tree();
    if (tree.is(node, "member_expression") || tree.is(node, "attribute")) {
      int object = tree.child(node, "object");
      int property = tree.child(node, "property");
      String name = tree.text(property == NONE ? tree.child(node, "attribute") : property);
      boolean address = SAME_ADDRESS.contains(name) && isAddress(module, object);
      if (address) {
        return deciding(module, object, depth);
      }
      return isConstant(module, node) ? List.of() : List.of(node);
    }
    return ExternalCalls.isCall(tree, node) ? call(module, node, depth) : List.of(node);
  }

  /** Whether a member is a text of the program, such as a constant field of its class. */
  private boolean isConstant(SourceModule module, int member) {
    return program.resolve(module, member).orElse(null) instanceof Target.Defined d
        && program.constant(d.module(), d.node()).isTextual();
  }

  /** Whether a name was given an address object. */
  private boolean isAddress(SourceModule module, int object) {
    SyntaxTree tree = module.tree();
    return tree.is(object, "identifier")
        && GivenValues.of(module, object).stream()
            .anyMatch(v -> tree.is(v, "new_expression") || tree.text(v).startsWith("urlparse("));
  }

  private List<Integer> call(SourceModule module, int node, int depth) {
    SyntaxTree tree = module.tree();
    Call call = new Call(module, node, "");
    String callee = tree.text(call.function());
    String name = callee.substring(callee.lastIndexOf('.') + 1);
    if (name.equals("URL") && callee.length() < 40) {
      return joined(module, call.argument(0), call.argument(1), depth);
    }
    if (callee.length() < 60 && JOIN.matcher(callee).matches()) {
      return joined(module, call.argument(1), call.argument(0), depth);
    }
    if (KEEPING.contains(name)) {
      int first = call.argument(0);
      return deciding(module, first == NONE ? call.receiver() : first, depth);
    }
    return returned(module, call, depth);
  }

  /** A reference against a base: an absolute reference replaces the base. */
  private List<Integer> joined(SourceModule module, int reference, int base, int depth) {
    List<Integer> out = new ArrayList<>(deciding(module, reference, depth));
    out.addAll(deciding(module, base, depth));
    return out;
  }

  /** What decides the address that a function of the repository returns, told by its arguments. */
  private List<Integer> returned(SourceModule module, Call call, int depth) {
    Target target = program.resolve(module, call.function()).orElse(null);
    if (!(target instanceof Target.Defined d) || !d.module().isFunction(d.node())) {
      return List.of(call.node());
    }
    List<Integer> returned = returns(d.module(), d.node());
    List<Integer> out = new ArrayList<>();
    for (int value : returned) {
      for (int decider : deciding(d.module(), value, depth - 1)) {
        int argument = argument(call, d, decider);
        if (argument != NONE) {
          out.addAll(deciding(module, argument, depth - 1));
        } else if (!isOwn(d.module(), decider)) {
          return List.of(call.node());
        }
      }
    }
    return returned.isEmpty() || depth <= 1 ? List.of(call.node()) : out;
  }

  private static List<Integer> returns(SourceModule module, int function) {
    SyntaxTree tree = module.tree();
    int body = tree.child(function, "body");
    boolean block = tree.is(body, "statement_block") || tree.is(body, "block");
    return block
        ? tree.subtree(body)
            .filter(n -> tree.is(n, "return_statement"))
            .map(n -> tree.namedChild(n, 0))
            .filter(n -> n != NONE)
            .boxed()
            .toList()
        : List.of(body);
  }

  /** The argument for a parameter of the called function, or {@code NONE}. */
  private static int argument(Call call, Target.Defined callee, int node) {
    SyntaxTree tree = callee.module().tree();
    boolean parameter =
        tree.is(node, "identifier")
            && callee.module().binding(node).orElse(null) instanceof Binding.Parameter p
            && p.function() == callee.node()
            && p.path().isEmpty();
    if (!parameter) {
      return NONE;
    }
    int index = ((Binding.Parameter) callee.module().binding(node).orElseThrow()).index();
    String first = tree.text(tree.namedChild(tree.child(callee.node(), "parameters"), 0));
    boolean self = first.equals("self") || first.equals("cls");
    int position = self && call.receiver() != NONE ? index - 1 : index;
    return position < 0 ? NONE : call.argument(position, tree.text(node));
  }

  /** Members of the server itself, such as {@code this.baseUrl}, and constants in capitals. */
  private static boolean isOwn(SourceModule module, int node) {
    String text = module.tree().text(node);
    return text.matches("(?:this|self|config|settings|[A-Z_]{3,60})(?:[.?]{1,2}\\w{1,60}){0,4}");
  }
}
