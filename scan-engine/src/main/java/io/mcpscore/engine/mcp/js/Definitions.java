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
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Tools by their definitions alone, for servers whose registering loop could not be followed:
 * object literals and classes that have a constant name or stand under one, a description, a schema
 * and a function that runs, and those of {@link DecoratedTools}. Classes of {@code mcp-framework}
 * are found by the framework and count everywhere.
 */
final class Definitions {

  static final Pattern NAME = Pattern.compile("[A-Za-z][\\w.:/-]{0,80}");
  private static final List<String> NAMES = List.of("name", "toolName");
  private static final List<String> SCHEMAS =
      List.of(
          "inputSchema",
          "parameters",
          "schema",
          "argsShape",
          "argsSchema",
          "paramsSchema",
          "zodSchema",
          "inputShape",
          "shape",
          "input");
  static final List<String> FUNCTIONS =
      List.of("handler", "execute", "handle", "run", "callback", "cb", "call", "invoke", "action");
  private static final List<Integer> FIRST = List.of(0);

  private final Toolbox toolbox;
  private final Findings findings;

  Definitions(Toolbox toolbox, Findings findings) {
    this.toolbox = toolbox;
    this.findings = findings;
  }

  /** Reads every module of the repository's own code. */
  void read(Program program) {
    boolean unresolved = findings.hasUnresolvedTools();
    int before = findings.tools.size();
    new DecoratedTools(toolbox, findings).read(program, unresolved);
    for (SourceModule module : program.modules()) {
      if (module instanceof ScriptModule && module.file().role().deducts()) {
        SyntaxTree tree = module.tree();
        for (int n = 0; n < tree.size(); n++) {
          Expr at = Expr.of(module, n);
          if (tree.is(n, "class_declaration") && (unresolved || isFrameworkTool(at))) {
            declare(at, name -> member(at, name), null);
          } else if (unresolved && tree.is(n, "object")) {
            declare(at, name -> toolbox.member(at, name), key(at));
          }
        }
      }
    }
    if (findings.tools.size() > before) {
      findings.takenFromDefinitions();
    }
  }

  /** The schema among the members of a definition, or null. */
  static Expr schema(Function<String, Expr> members) {
    return first(SCHEMAS, members);
  }

  private boolean isFrameworkTool(Expr type) {
    int parent = ClassMembers.superclass(type.tree(), type.node());
    return parent != NONE
        && toolbox.values().external(type.at(parent)).matches("mcp-framework\\.(?:MCP)?Tool");
  }

  /** What a class itself says under a name, as a static or as a member of its objects, or null. */
  private static Expr member(Expr type, String name) {
    for (boolean isStatic : new boolean[] {true, false}) {
      ClassMembers.Member found =
          ClassMembers.find((ScriptModule) type.module(), type.node(), name, isStatic);
      if (found != null && found.value() != NONE) {
        return type.at(found.value());
      }
    }
    return null;
  }

  /** The key that an object stands under, itself or through a function that gets it, or null. */
  private static String key(Expr object) {
    SyntaxTree tree = object.tree();
    int value = object.node();
    if (tree.is(tree.parent(value), "arguments")) {
      value = tree.parent(tree.parent(value));
    }
    int pair = tree.parent(value);
    boolean keyed = tree.is(pair, "pair") && tree.child(pair, "value") == value;
    return keyed ? ScriptSyntax.propertyName(tree, tree.child(pair, "key")) : null;
  }

  private void declare(Expr at, Function<String, Expr> members, String key) {
    Expr named = first(NAMES, members);
    String own = toolbox.literals().text(named);
    String name = own == null ? key : own;
    if (name == null || !NAME.matcher(name).matches()) {
      return;
    }
    Expr description = members.apply("description");
    Expr schema = schema(members);
    Expr function = description == null || schema == null ? null : first(FUNCTIONS, members);
    Handler handler =
        function == null
            ? null
            : toolbox.handlers().of(function, FIRST, named == null ? at : named);
    if (handler == null || findings.holds(at, name, handler)) {
      return;
    }
    Expr annotations = members.apply("annotations");
    JsonNode hints = toolbox.literals().json(annotations);
    findings.tools.add(
        new ToolDeclaration(
            at.module(),
            at.node(),
            SdkNames.SDK,
            name,
            toolbox.text(annotations, "title"),
            toolbox.literals().text(description),
            toolbox.schemas().of(schema),
            hints.isObject() && !hints.isEmpty() ? hints : null,
            handler));
  }

  private static Expr first(List<String> names, Function<String, Expr> members) {
    for (String name : names) {
      Expr found = members.apply(name);
      if (found != null && !ScriptSyntax.isClass(found.tree(), found.node())) {
        return found;
      }
    }
    return null;
  }
}
