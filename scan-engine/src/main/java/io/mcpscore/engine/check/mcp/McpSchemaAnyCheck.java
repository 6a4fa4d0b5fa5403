package io.mcpscore.engine.check.mcp;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.Members;
import io.mcpscore.engine.mcp.McpModel.ToolDeclaration;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.py.PyParameter;
import io.mcpscore.engine.program.py.PySyntax;
import io.mcpscore.engine.syntax.SyntaxTree;
import io.mcpscore.model.Evidence;
import io.mcpscore.model.Severity;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * {@code mcp-schema-any}: commands, queries, paths and addresses of which the schema says nothing.
 */
public final class McpSchemaAnyCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("mcp-schema-any");

  private static final Pattern SCRIPT_ANY =
      Pattern.compile("z\\s?\\.\\s?(?:any|unknown)\\s?\\(\\s?\\).*", Pattern.DOTALL);
  private static final Pattern PYTHON_ANY =
      Pattern.compile(
          "(?:typing\\.)?Any(?:\\s?\\|\\s?None)?|object|(?:typing\\.)?Optional\\[Any\\]");
  private static final List<String> KNOWN =
      List.of("type", "enum", "const", "anyOf", "oneOf", "allOf", "$ref");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    for (ToolDeclaration tool : context.servers().tools()) {
      List<String> open =
          ToolParameter.of(tool)
              .filter(p -> p.isCommand() || p.isQuery() || p.isPath() || p.isAddress())
              .filter(p -> KNOWN.stream().noneMatch(p.schema()::has))
              .map(ToolParameter::name)
              .filter(n -> saysAny(tool, n))
              .toList();
      if (!open.isEmpty()) {
        findings.report(
            ToolDrafts.at(
                tool,
                Severity.LOW,
                Evidence.PROVEN,
                "The tool "
                    + tool.name()
                    + " takes anything as "
                    + String.join(", ", open)
                    + ": objects and lists come where the code expects a text.",
                tool.name()));
      }
    }
  }

  /** Whether the source itself says it; a schema that could not be read is silent. */
  private static boolean saysAny(ToolDeclaration tool, String name) {
    return tool.module().file().language().isScript()
        ? saysScriptAny(tool, name)
        : saysPythonAny(tool, name);
  }

  private static boolean saysScriptAny(ToolDeclaration tool, String name) {
    SyntaxTree tree = tool.module().tree();
    return tree.subtree(tool.node())
        .filter(n -> tree.is(n, "pair") && Members.key(tree, n).equals(name))
        .mapToObj(n -> tree.text(tree.child(n, "value")))
        .anyMatch(t -> SCRIPT_ANY.matcher(t).matches() || t.matches("\\{\\s{0,9}\\}"));
  }

  private static boolean saysPythonAny(ToolDeclaration tool, String name) {
    if (tool.handler() == null) {
      return false;
    }
    SourceModule module = tool.handler().module();
    Stream<PyParameter> parameters =
        PySyntax.parameters(module.tree(), tool.handler().function()).stream();
    return parameters
        .filter(p -> p.name().equals(name))
        .anyMatch(
            p ->
                p.type() == SyntaxTree.NONE
                    || PYTHON_ANY.matcher(module.tree().text(p.type())).matches());
  }
}
