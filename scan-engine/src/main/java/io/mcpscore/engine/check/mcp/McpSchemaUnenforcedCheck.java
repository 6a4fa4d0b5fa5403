package io.mcpscore.engine.check.mcp;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.AllowListGuards;
import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.NamePattern;
import io.mcpscore.engine.flow.EffectCatalog;
import io.mcpscore.engine.flow.Flow;
import io.mcpscore.engine.flow.SinkRule;
import io.mcpscore.engine.mcp.McpModel.ToolDeclaration;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import io.mcpscore.model.Effect;
import io.mcpscore.model.Evidence;
import io.mcpscore.model.Severity;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code mcp-schema-unenforced}: limits that a low-level server announces and nobody holds values
 * against.
 */
public final class McpSchemaUnenforcedCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("mcp-schema-unenforced");

  private static final List<String> LIMITS = List.of("enum", "pattern", "maxLength", "format");
  private static final Set<String> VALIDATES =
      Set.of("parse", "safeParse", "parseAsync", "safeParseAsync", "validate", "assert", "check");

  /** What makes a validator of a JSON Schema, or holds a value against one. */
  private static final NamePattern COMPILING =
      NamePattern.of(
          "ajv\\b.{0,60}(?:compile|compileAsync|validate|addSchema)|ajv/.{0,60}(?:compile|compileAsync|validate)"
              + "|jsonschema\\b.{0,40}(?:validate|compile)|@cfworker/json-schema\\.Validator"
              + "|@exodus/schemasafe\\.(?:validator|parser)|@hyperjump/json-schema.{0,40}\\.validate"
              + "|is-my-json-valid.{0,20}|djv\\b.{0,40}|zod-from-json-schema\\..{1,40}|json-schema-to-zod.{0,40}"
              + "|@n8n/json-schema-to-zod.{0,40}|zod\\.(?:z\\.)?fromJSONSchema"
              + "|@sinclair/typebox/.{0,30}(?:TypeCompiler\\.Compile|Value\\.(?:Check|Assert|Parse|Decode))");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    List<ToolDeclaration> listed =
        context.servers().tools().stream()
            .filter(t -> isListed(t) && t.handler() != null && !limited(t).isEmpty())
            .toList();
    if (listed.isEmpty() || compilesSchemas(context)) {
      return;
    }
    Set<Effect> dangerous = Set.of(Effect.EXEC, Effect.FS_READ, Effect.FS_WRITE, Effect.DB);
    for (Flow flow : context.flow().into(new Sinks(context, dangerous))) {
      String argument = argument(flow);
      listed.stream()
          .filter(t -> t.name().equals(flow.tool()) && limited(t).contains(argument))
          .filter(t -> !validates(t) && !context.flow().appliesSchema(t))
          .findFirst()
          .ifPresent(t -> report(t, argument, flow, findings));
    }
  }

  private static void report(
      ToolDeclaration tool, String argument, Flow flow, FindingSink findings) {
    findings.report(
        ToolDrafts.at(
            tool,
            flow.evidence() == Evidence.PROVEN ? Severity.MEDIUM : Severity.LOW,
            flow.evidence(),
            "The schema of the tool "
                + tool.name()
                + " limits "
                + argument
                + ", but a server of the low level does not apply schemas, and the code uses the"
                + " value as it comes.",
            tool.name(),
            flow.trace()));
  }

  /** The low level of the TypeScript SDK lists schemas and leaves their use to the handler. */
  private static boolean isListed(ToolDeclaration tool) {
    return tool.module().file().language().isScript()
        && tool.module().tree().is(tool.node(), "object");
  }

  private static List<String> limited(ToolDeclaration tool) {
    return ToolParameter.of(tool)
        .filter(p -> LIMITS.stream().anyMatch(p.schema()::has))
        .map(ToolParameter::name)
        .toList();
  }

  /**
   * Whether the program makes validators of schemas that are no literals: registries do so with the
   * schemas of their tools, and apply them where no handler shows it.
   */
  private static boolean compilesSchemas(CheckContext context) {
    return context.calls().all().stream()
        .filter(c -> c.module().file().role().deducts() && COMPILING.matches(c.callee()))
        .anyMatch(c -> !c.tree().is(c.argument(0), "object"));
  }

  /** The name of the argument, as the first step of the trace tells it. */
  private static String argument(Flow flow) {
    String label = flow.trace().getFirst().label();
    return label.substring(label.lastIndexOf(' ') + 1);
  }

  /** Whether the handler calls anything that looks like a validation. */
  private static boolean validates(ToolDeclaration tool) {
    SourceModule module = tool.handler().module();
    SyntaxTree tree = module.tree();
    return tree.subtree(tool.handler().function())
        .filter(n -> ExternalCalls.isCall(tree, n))
        .mapToObj(n -> tree.text(tree.child(tree.child(n, "function"), "property")))
        .anyMatch(VALIDATES::contains);
  }

  /** Everything that files, data bases and processes are given. */
  private record Sinks(CheckContext context, Set<Effect> dangerous) implements SinkRule {

    @Override
    public List<Integer> sinks(SourceModule module, int node) {
      Optional<Call> call = context.calls().at(module, node);
      boolean acts =
          call.isPresent()
              && EffectCatalog.effects(call.get().callee(), "").stream()
                  .anyMatch(dangerous::contains);
      return acts ? call.get().arguments() : List.of();
    }

    @Override
    public Optional<Guard> guard(SourceModule module, int condition) {
      return AllowListGuards.of(context.program(), module, condition);
    }
  }
}
