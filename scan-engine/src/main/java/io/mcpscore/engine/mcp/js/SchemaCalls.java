package io.mcpscore.engine.mcp.js;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import com.fasterxml.jackson.databind.JsonNode;
import io.mcpscore.engine.program.Program;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.js.ModuleFiles;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Calls that hold a value against a schema which the source states, and give back what passed:
 * {@code Query.parse(args)}.
 */
public final class SchemaCalls {

  private static final Set<String> METHODS =
      Set.of("parse", "parseAsync", "safeParse", "safeParseAsync");

  private static final int MOST = 5_000;

  private final Map<SourceModule, Map<Integer, JsonNode>> schemas;

  private SchemaCalls(Map<SourceModule, Map<Integer, JsonNode>> schemas) {
    this.schemas = schemas;
  }

  /** The calls of a program. */
  public static SchemaCalls of(Program program) {
    List<SourceModule> modules =
        program.modules().stream().filter(m -> m.file().language().isScript()).toList();
    Map<SourceModule, Map<Integer, JsonNode>> out = new HashMap<>();
    if (modules.stream().noneMatch(m -> m.file().text().holds("zod"))) {
      return new SchemaCalls(out);
    }
    ModuleFiles files =
        new ModuleFiles(program.modules().stream().map(SourceModule::file).toList());
    Schemas reader = Toolbox.of(program, files).schemas();
    int asked = 0;
    for (SourceModule module : modules) {
      boolean parses =
          module.file().text().holds("arse(") || module.file().text().holds("arseAsync(");
      for (int call : parses ? module.tree().ofKinds("call_expression").toArray() : new int[0]) {
        int schema = schema(module.tree(), call);
        JsonNode stated =
            schema == NONE || asked++ > MOST ? null : reader.stated(Expr.of(module, schema));
        if (stated != null && !stated.isEmpty()) {
          out.computeIfAbsent(module, m -> new HashMap<>()).put(call, stated);
        }
      }
    }
    return new SchemaCalls(out);
  }

  /** The schema of such a call, or {@code NONE}. */
  private static int schema(SyntaxTree tree, int call) {
    int callee = tree.child(call, "function");
    boolean method =
        tree.is(callee, "member_expression")
            && METHODS.contains(tree.text(tree.child(callee, "property")))
            && tree.namedChild(tree.child(call, "arguments"), 0) != NONE;
    int owner = method ? tree.child(callee, "object") : NONE;
    return owner != NONE && tree.text(owner).equals("JSON") ? NONE : owner;
  }

  /** The schema that a call holds its first argument against. */
  public Optional<JsonNode> at(SourceModule module, int call) {
    return Optional.ofNullable(schemas.getOrDefault(module, Map.of()).get(call));
  }

  /** Whether a call tells success and failure apart, with the value in a member. */
  public static boolean isWrapping(String method) {
    return method.startsWith("safe");
  }
}
