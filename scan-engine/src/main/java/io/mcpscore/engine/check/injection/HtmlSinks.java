package io.mcpscore.engine.check.injection;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.Callee;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.Expressions;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.check.Literals;
import io.mcpscore.engine.check.Members;
import io.mcpscore.engine.check.UrlPosition;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.Target;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Where text becomes a page, and where an address is followed by a browser. */
final class HtmlSinks {

  private static final Pattern PAGE =
      Pattern.compile(
          "(?is).*<(?:!doctype|html|body|div|p|h[1-6]|span|script|a|img|table|tr|td|li|ul|pre|title|head|iframe|b|strong|code|br|style|form|input|button)[\\s>/].*");
  private static final Pattern SENDING =
      Pattern.compile(
          "send|end|write|html|HTMLResponse|HttpResponse|Response|respond|render|make_response|writeHead|insertAdjacentHTML|createUIResource|append");
  private static final Pattern RESPONSE =
      Pattern.compile(
          "(?i)(?:.{0,40}\\.)?(?:res|response|reply|c|ctx|context|wfile|document|page|\\$.{0,40}|this|self|web)(?:\\.status\\(.{0,12}\\)|\\.type\\(.{0,20}\\)|\\.header\\(.{0,60}\\)|\\.set\\(.{0,60}\\))*|");

  private HtmlSinks() {}

  /** {@code element.innerHTML = x}, {@code location.href = x}. */
  static List<Integer> assigned(CheckContext context, SourceModule module, int node) {
    SyntaxTree tree = module.tree();
    int left = tree.child(node, "left");
    int right = tree.child(node, "right");
    String name = tree.text(tree.child(left, "property"));
    String text = tree.text(left);
    boolean follows =
        text.length() < 60
            && text.matches(
                "(?:window|document|globalThis|self|top|parent)?\\.?location(?:\\.href)?");
    if (name.matches("innerHTML|outerHTML|srcdoc")) {
      return List.of(right);
    }
    return follows ? address(context, module, right) : List.of();
  }

  /** {@code href={x}}, {@code dangerouslySetInnerHTML={{ __html: x }}}. */
  static List<Integer> attribute(SourceModule module, int node) {
    SyntaxTree tree = module.tree();
    String name = tree.text(tree.namedChild(node, 0));
    int value = tree.namedChild(node, 1);
    int inside = tree.is(value, "jsx_expression") ? tree.namedChild(value, 0) : NONE;
    if (inside == NONE) {
      return List.of();
    }
    if (name.equals("dangerouslySetInnerHTML")) {
      return Interpreters.present(Members.value(tree, inside, "__html"));
    }
    String element = tree.text(tree.namedChild(tree.parent(node), 0));
    boolean anchor =
        name.equals("href") || (name.matches("src|srcDoc") && element.equals("iframe"));
    boolean composed = Literals.isString(tree, inside) || tree.is(inside, "binary_expression");
    return anchor && !composed ? List.of(inside) : List.of();
  }

  /**
   * {@code res.send(page)}, {@code window.open(x)}, {@code element.insertAdjacentHTML(where, x)}.
   */
  static List<Integer> called(CheckContext context, SourceModule module, int node) {
    Callee callee = Callee.of(context, module, node);
    Call call = callee.call();
    String receiver = callee.receiver();
    boolean opens =
        (callee.method().equals("open") && receiver.equals("window"))
            || ((callee.method().equals("assign") || callee.method().equals("replace"))
                && receiver.matches("(?:window\\.|document\\.)?location"));
    if (opens) {
      return address(context, module, call.argument(0));
    }
    if (callee.method().equals("write") && receiver.equals("document")) {
      return Interpreters.present(call.argument(0));
    }
    if (callee.method().equals("insertAdjacentHTML")) {
      return Interpreters.present(call.argument(1));
    }
    if (!SENDING.matcher(callee.method()).matches() || !RESPONSE.matcher(receiver).matches()) {
      return widget(context, call);
    }
    List<Integer> out = new ArrayList<>(widget(context, call));
    int first = call.argument(0, "content");
    for (int text : Interpreters.present(first, call.option("text"), call.option("body"))) {
      List<Integer> gaps = page(context, module, text);
      out.addAll(
          gaps.isEmpty() && isPage(callee) && isOwnText(context, module, text)
              ? List.of(text)
              : gaps);
    }
    return out;
  }

  /** Whether what is sent is a page whatever it looks like. */
  private static boolean isPage(Callee callee) {
    Call call = callee.call();
    return callee.method().equals("HTMLResponse")
        || Interpreters.present(
                call.option("media_type"), call.option("mimetype"), call.option("content_type"))
            .stream()
            .anyMatch(type -> call.tree().text(type).contains("text/html"));
  }

  /** Whether a function of the repository words it. */
  private static boolean isOwnText(CheckContext context, SourceModule module, int text) {
    SyntaxTree tree = module.tree();
    int made = Expressions.valueOf(module, text);
    return ExternalCalls.isCall(tree, made)
        && context.program().resolve(module, tree.child(made, "function")).orElse(null)
            instanceof Target.Defined;
  }

  /** A resource for the client's own view: {@code text} beside {@code mimeType: "text/html"}. */
  private static List<Integer> widget(CheckContext context, Call call) {
    SyntaxTree tree = call.tree();
    List<Integer> out = new ArrayList<>();
    tree.namedChildren(tree.child(call.node(), "arguments"))
        .filter(a -> tree.is(a, "object"))
        .forEach(
            a ->
                tree.subtree(a)
                    .filter(n -> tree.is(n, "pair") && Members.key(tree, n).equals("htmlString"))
                    .forEach(
                        n -> out.addAll(page(context, call.module(), tree.child(n, "value")))));
    return out;
  }

  /** What a handler returns as a page. */
  static List<Integer> returned(CheckContext context, SourceModule module, int node) {
    SyntaxTree tree = module.tree();
    List<Integer> out = new ArrayList<>();
    tree.subtree(node)
        .filter(
            n ->
                tree.is(n, "pair")
                    && Members.key(tree, n).equals("mimeType")
                    && tree.text(tree.child(n, "value")).contains("text/html"))
        .map(n -> Members.value(tree, tree.parent(n), "text"))
        .filter(n -> n != NONE)
        .forEach(n -> out.addAll(page(context, module, n)));
    return out;
  }

  private static List<Integer> page(CheckContext context, SourceModule module, int text) {
    // The path of a parsed address holds no quotes and no angle brackets.
    return ComposedSinks.of(context, module, text, PAGE).stream()
        .filter(gap -> !module.tree().text(gap).endsWith(".pathname"))
        .toList();
  }

  /** An address of which the scheme is not the program's. */
  private static List<Integer> address(CheckContext context, SourceModule module, int value) {
    return value == NONE ? List.of() : new UrlPosition(context.program()).deciding(module, value);
  }
}
