package io.mcpscore.engine.flow;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.mcp.McpModel;
import io.mcpscore.engine.mcp.McpModel.ToolDeclaration;
import io.mcpscore.engine.program.Binding;
import io.mcpscore.engine.program.Program;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which tools get nothing that their schema refuses. The low-level server of the TypeScript SDK
 * lists schemas and does not apply them; the program may do so where it calls the handler: {@code
 * tool.handle(tool.schema.parse(args))}.
 */
final class Enforcement {

  private static final Set<String> PARSING = Set.of("parse", "parseAsync", "validateSync");
  private static final Set<String> TRYING = Set.of("safeParse", "safeParseAsync", "validate");
  private static final Set<String> RESULTS = Set.of("data", "value", "output");
  private static final Set<String> REGISTERING = Set.of("tool", "registerTool", "addTool");
  private static final List<String> WORDS = List.of("arse", "validate", "ool(");
  private static final int MOST_STEPS = 6;

  private final Program program;
  private final McpModel model;
  private Set<String> parsed;

  Enforcement(Program program, McpModel model) {
    this.program = program;
    this.model = model;
  }

  /** Whether a schema is applied before the handler of a tool runs. */
  boolean of(ToolDeclaration tool) {
    boolean script = tool.module().file().language().isScript();
    boolean listed = !tool.module().tree().is(tool.node(), "call_expression");
    if (!script || !listed) {
      return true;
    }
    SyntaxTree tree = tool.handler().module().tree();
    String name = Shapes.functionName(tree, tool.handler().function());
    return parsed().contains(name) || HeldSchemas.of(model, tool);
  }

  /**
   * Names of methods, and of functions out of tables, that are called with parsed arguments, and in
   * the same file with no others.
   */
  private synchronized Set<String> parsed() {
    if (parsed == null) {
      parsed = new HashSet<>();
      program.modules().stream()
          .filter(m -> m.file().language().isScript())
          .filter(m -> WORDS.stream().anyMatch(m.file().text()::holds))
          .forEach(this::collect);
    }
    return parsed;
  }

  private void collect(SourceModule module) {
    SyntaxTree tree = module.tree();
    Map<String, Boolean> always = new HashMap<>();
    for (int call : tree.ofKinds("call_expression").toArray()) {
      int callee = Shapes.callee(tree, call);
      int first = tree.namedChild(tree.child(call, "arguments"), 0);
      String name = first == NONE ? "" : called(module, callee);
      if (!name.isEmpty()) {
        always.merge(name, isParsed(module, first), Boolean::logicalAnd);
      }
    }
    always.forEach(
        (name, all) -> {
          if (all) {
            parsed.add(name);
          }
        });
  }

  /** {@code run} of {@code tool.run(…)}, and of {@code run(…)} after {@code const {run} = tool}. */
  private static String called(SourceModule module, int expression) {
    SyntaxTree tree = module.tree();
    int callee = Shapes.unwrap(tree, expression);
    if (Shapes.isMember(tree, callee)) {
      return Shapes.memberName(tree, callee);
    }
    Binding binding = module.binding(callee).orElse(null);
    boolean taken = binding instanceof Binding.Parameter p && !p.path().isEmpty();
    boolean unpacked = binding instanceof Binding.Variable v && !module.isFunction(v.value());
    int declared = binding instanceof Binding.Variable v ? v.declaration() : NONE;
    int pair = declared == NONE ? NONE : tree.parent(declared);
    if (tree.is(pair, "pair_pattern")) {
      return tree.text(tree.child(pair, "key"));
    }
    return taken || unpacked ? tree.text(callee) : "";
  }

  private boolean isParsed(SourceModule module, int argument) {
    SyntaxTree tree = module.tree();
    int at = argument;
    for (int i = 0; i < MOST_STEPS && at != NONE; i++) {
      at = awaited(tree, at);
      if (Shapes.isCall(tree, at)) {
        return PARSING.contains(Shapes.memberName(tree, Shapes.callee(tree, at)));
      }
      if (Shapes.isMember(tree, at) && RESULTS.contains(Shapes.memberName(tree, at))) {
        int result = awaited(tree, value(module, Shapes.owner(tree, at)));
        return Shapes.isCall(tree, result)
            && TRYING.contains(Shapes.memberName(tree, Shapes.callee(tree, result)));
      }
      if (module.binding(at).orElse(null) instanceof Binding.Parameter p) {
        return isRegistered(tree, p.function());
      }
      int next = value(module, at);
      if (next == at) {
        return false;
      }
      at = next;
    }
    return false;
  }

  /** A callback of the high-level server, which applies the schema that it is given. */
  private static boolean isRegistered(SyntaxTree tree, int function) {
    int call = tree.parent(tree.parent(function));
    return call >= 0
        && tree.is(call, "call_expression")
        && REGISTERING.contains(Shapes.memberName(tree, Shapes.callee(tree, call)));
  }

  private static int value(SourceModule module, int name) {
    return module.binding(name).orElse(null) instanceof Binding.Variable v && v.value() != NONE
        ? v.value()
        : name;
  }

  private static int awaited(SyntaxTree tree, int expression) {
    int at = Shapes.unwrap(tree, expression);
    return tree.is(at, "await_expression") ? Shapes.unwrap(tree, tree.namedChild(at, 0)) : at;
  }
}
