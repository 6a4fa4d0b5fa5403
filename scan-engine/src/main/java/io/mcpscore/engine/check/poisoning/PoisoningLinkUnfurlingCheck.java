package io.mcpscore.engine.check.poisoning;

import com.fasterxml.jackson.databind.JsonNode;
import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.FindingSink.Draft;
import io.mcpscore.engine.mcp.McpModel.ToolDeclaration;
import io.mcpscore.engine.syntax.SyntaxTree;
import io.mcpscore.model.Evidence;
import io.mcpscore.model.Severity;
import java.util.List;
import java.util.regex.Pattern;

/**
 * {@code poisoning-link-unfurling}: messages of a model that a chat service previews, which calls
 * every address in them.
 */
public final class PoisoningLinkUnfurlingCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("poisoning-link-unfurling");

  private static final Pattern POST =
      Pattern.compile(
          "https://(?:[a-z]+\\.)?slack\\.com/api/chat\\.(?:postMessage|scheduleMessage|update)");
  private static final Pattern METHOD =
      Pattern.compile("@slack/.*\\.chat\\.postMessage|slack_sdk\\..*\\.chat_postMessage");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    for (Call call : context.calls().all()) {
      if (call.module().file().role().deducts() && posts(context, call) && !isSwitchedOff(call)) {
        List<ToolDeclaration> tools = context.flow().reaching(call.module(), call.node());
        if (!tools.isEmpty()) {
          findings.report(draft(call, tools.getFirst().name()));
        }
      }
    }
  }

  private static boolean posts(CheckContext context, Call call) {
    if (METHOD.matcher(call.callee()).matches()) {
      return true;
    }
    JsonNode url = context.program().constant(call.module(), call.argument(0, "url"));
    return url.isTextual() && POST.matcher(url.textValue()).matches();
  }

  /**
   * Whether the message says that links are not to be previewed, here or where it is put together.
   */
  private static boolean isSwitchedOff(Call call) {
    SyntaxTree tree = call.tree();
    int function = call.node();
    while (function != SyntaxTree.NONE && !call.module().isFunction(function)) {
      function = tree.parent(function);
    }
    return tree.text(function == SyntaxTree.NONE ? call.node() : function).contains("unfurl_links");
  }

  private static Draft draft(Call call, String tool) {
    SyntaxTree tree = call.tree();
    return new Draft(
        call.module().file(),
        tree.start(call.node()),
        tree.end(call.node()),
        Severity.MEDIUM,
        Evidence.PROVEN,
        "Messages that the tool "
            + tool
            + " posts are previewed: the service calls every address in them.",
        tool,
        List.of(),
        List.of());
  }
}
