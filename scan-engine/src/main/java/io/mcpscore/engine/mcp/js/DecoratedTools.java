package io.mcpscore.engine.mcp.js;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import com.fasterxml.jackson.databind.JsonNode;
import io.mcpscore.engine.mcp.McpModel.Handler;
import io.mcpscore.engine.mcp.McpModel.ToolDeclaration;
import io.mcpscore.engine.program.Program;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.js.ClassMembers;
import io.mcpscore.engine.program.js.ScriptModule;
import io.mcpscore.engine.program.js.ScriptSyntax;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Tools that are methods or classes with a decorator that tells what they are: {@code @Tool({name,
 * description, input})}, {@code @tool("name", "description", shape)}. Decorators of libraries for
 * MCP count everywhere, all others only where a server registers tools that could not be told.
 */
final class DecoratedTools {

  private static final Pattern TOOL =
      Pattern.compile("(?i)\\w{0,30}tool(?:s|method|handler|definition)?");
  private static final List<Integer> FIRST = List.of(0);

  private final Toolbox toolbox;
  private final Findings findings;

  DecoratedTools(Toolbox toolbox, Findings findings) {
    this.toolbox = toolbox;
    this.findings = findings;
  }

  /**
   * Reads every module of the repository's own code.
   *
   * @param unresolved whether there are tools that could not be told
   */
  void read(Program program, boolean unresolved) {
    for (SourceModule module : program.modules()) {
      if (module instanceof ScriptModule && module.file().role().deducts()) {
        SyntaxTree tree = module.tree();
        for (int decorator : tree.ofKinds("decorator").toArray()) {
          int call = tree.namedChild(decorator, 0);
          if (tree.is(call, "call_expression")) {
            Expr at = Expr.of(module, call);
            boolean named = TOOL.matcher(name(at)).matches();
            if ((unresolved || external(at).toLowerCase(Locale.ROOT).contains("mcp"))
                && mayTell(at, named)) {
              declare(at, decorator, named);
            }
          }
        }
      }
    }
  }

  /** A decorator that is not called after tools must be the repository's own. */
  private boolean mayTell(Expr call, boolean named) {
    return named || external(call).isEmpty();
  }

  private String external(Expr call) {
    return toolbox.values().external(call.at(call.tree().child(call.node(), "function")));
  }

  private static String name(Expr call) {
    SyntaxTree tree = call.tree();
    int callee = tree.child(call.node(), "function");
    int property = tree.child(callee, "property");
    return tree.text(property == NONE ? callee : property);
  }

  /**
   * What a decorator is given.
   *
   * @param texts constant texts in order
   * @param options object that has a description or a name, or null
   * @param schema schema that stands on its own, or null
   */
  private record Given(List<String> texts, Expr options, Expr schema) {}

  private Given given(Expr call) {
    List<String> texts = new ArrayList<>();
    Expr options = null;
    Expr schema = null;
    for (int a : ScriptSyntax.arguments(call.tree(), call.node()).toArray()) {
      Expr argument = call.at(a);
      String text = toolbox.literals().text(argument);
      if (text != null && !text.equals(Literals.UNKNOWN)) {
        texts.add(text);
      } else if (toolbox.text(argument, "description") != null
          || toolbox.text(argument, "name") != null) {
        options = argument;
      } else {
        schema = schema == null ? argument : schema;
      }
    }
    return new Given(texts, options, schema);
  }

  private void declare(Expr call, int decorator, boolean named) {
    Expr function = decorated(call.at(decorator));
    if (function == null) {
      return;
    }
    Given given = given(call);
    JsonNode own = toolbox.schemas().of(Definitions.schema(n -> member(given, n)));
    JsonNode schema = own != null ? own : toolbox.schemas().of(given.schema());
    List<String> texts = new ArrayList<>(given.texts());
    String name = toolbox.text(given.options(), "name");
    boolean leads = texts.size() > 1 || (texts.size() == 1 && isName(texts.getFirst()));
    if (name == null) {
      name =
          leads ? texts.removeFirst() : ScriptSyntax.memberName(function.tree(), function.node());
    }
    String description = toolbox.text(given.options(), "description");
    if (description == null && !texts.isEmpty()) {
      description = texts.getFirst();
    }
    boolean told = description != null && schema != null;
    boolean isTool = told || (named && (description != null || schema != null));
    Handler handler = Handlers.whole(function, FIRST);
    if (isTool && name != null && isName(name) && !findings.holds(call, name, handler)) {
      add(call, name, description, schema, given.options(), handler);
    }
  }

  private Expr member(Given given, String name) {
    return toolbox.member(given.options(), name);
  }

  private static boolean isName(String text) {
    return Definitions.NAME.matcher(text).matches();
  }

  /** The method that a decorator stands before, or that runs for the class after it, or null. */
  private static Expr decorated(Expr decorator) {
    SyntaxTree tree = decorator.tree();
    int parent = tree.parent(decorator.node());
    int at = parent;
    if (tree.is(parent, "class_body")) {
      at = tree.nextSibling(decorator.node());
      while (tree.is(at, "decorator") || tree.is(at, "comment")) {
        at = tree.nextSibling(at);
      }
    } else if (tree.is(parent, "export_statement")) {
      at = tree.child(parent, "declaration");
    }
    if (tree.is(at, "method_definition")) {
      return decorator.at(at);
    }
    return ScriptSyntax.isClass(tree, at) ? ofClass(decorator.at(at)) : null;
  }

  private static Expr ofClass(Expr type) {
    return Definitions.FUNCTIONS.stream()
        .map(f -> ClassMembers.find((ScriptModule) type.module(), type.node(), f, false))
        .filter(Objects::nonNull)
        .filter(m -> type.module().isFunction(m.value()))
        .map(m -> type.at(m.value()))
        .findFirst()
        .orElse(null);
  }

  private void add(
      Expr at, String name, String description, JsonNode schema, Expr options, Handler handler) {
    Expr annotations = toolbox.member(options, "annotations");
    String title = toolbox.text(options, "title");
    JsonNode hints = toolbox.literals().json(annotations);
    findings.tools.add(
        new ToolDeclaration(
            at.module(),
            at.node(),
            SdkNames.SDK,
            name,
            title != null ? title : toolbox.text(annotations, "title"),
            description,
            schema,
            hints.isObject() && !hints.isEmpty() ? hints : null,
            handler));
  }
}
