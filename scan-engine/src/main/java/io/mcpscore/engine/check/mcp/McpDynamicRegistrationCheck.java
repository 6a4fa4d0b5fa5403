package io.mcpscore.engine.check.mcp;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.mcp.McpModel.ServerDeclaration;
import io.mcpscore.engine.syntax.SyntaxTree;
import io.mcpscore.model.Evidence;
import io.mcpscore.model.Severity;
import java.util.List;
import java.util.regex.Pattern;

/**
 * {@code mcp-dynamic-registration}: tools that are put together at run time, which no reading of
 * the source can list. Told once.
 */
public final class McpDynamicRegistrationCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("mcp-dynamic-registration");

  /** Notes on tools that were not found in any way. */
  private static final Pattern UNSEEN =
      Pattern.compile("(?i)\\btools?\\b.{1,400}(?:could not be resolved|does not list)");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    List<String> notes =
        context.servers().notes().stream()
            .filter(n -> UNSEEN.matcher(n).find() && !isAside(context, n))
            .toList();
    if (!notes.isEmpty() && !context.servers().servers().isEmpty()) {
      ServerDeclaration server = server(context, notes.getFirst());
      SyntaxTree tree = server.module().tree();
      findings.report(
          new FindingSink.Draft(
              server.module().file(),
              tree.start(server.node()),
              tree.end(server.node()),
              Severity.INFO,
              Evidence.PROVEN,
              "Not every tool of this server was seen. " + notes.getFirst(),
              null,
              List.of(),
              List.of()));
      return;
    }
    context.servers().tools().stream()
        .filter(t -> t.name().contains("*") && t.module().file().role().deducts())
        .findFirst()
        .ifPresent(
            tool ->
                findings.report(
                    ToolDrafts.at(
                        tool,
                        Severity.INFO,
                        Evidence.PROVEN,
                        "The name of this tool is put together at run time; what is offered in the"
                            + " end was not seen.",
                        null)));
  }

  /** Whether a note speaks of a test or an example, which is not the server. */
  private static boolean isAside(CheckContext context, String note) {
    return context.program().modules().stream()
        .filter(m -> !m.file().role().deducts())
        .anyMatch(m -> note.contains(" " + m.file().path()));
  }

  /** The server that a note speaks of by its file, else the first. */
  private static ServerDeclaration server(CheckContext context, String note) {
    List<ServerDeclaration> all = context.servers().servers();
    return all.stream()
        .filter(s -> note.contains(s.module().file().path()))
        .findFirst()
        .orElse(all.getFirst());
  }
}
