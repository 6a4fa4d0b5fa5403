package io.mcpscore.engine.check.network;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Callee;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.ComposedText;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.FindingSink.Draft;
import io.mcpscore.engine.check.Mentions;
import io.mcpscore.engine.mcp.McpModel.ToolDeclaration;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import io.mcpscore.model.Evidence;
import io.mcpscore.model.Severity;
import java.util.List;
import java.util.regex.Pattern;

/**
 * {@code network-metadata-address}: requests to the metadata service of a cloud, which hands out
 * the credentials of the machine. A list of refused addresses that names it is no finding.
 */
public final class NetworkSsrfMetadataCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("network-metadata-address");

  private static final List<String> WORDS =
      List.of(
          "169.254.169.254",
          "metadata.google.internal",
          "fd00:ec2::254",
          "100.100.100.200",
          "169.254.170.2");
  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?s).{0,300}(?:169\\.254\\.169\\.254|metadata\\.google\\.internal|fd00:ec2::254|100\\.100\\.100\\.200|169\\.254\\.170\\.2).{0,600}");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    if (!Mentions.any(context, WORDS)) {
      return;
    }
    SsrfAddresses addresses = SsrfAddresses.of(context);
    for (SourceModule module : context.program().modules()) {
      for (int node : ExternalCalls.nodes(module.tree()).toArray()) {
        int address = addresses.at(Callee.of(context, module, node));
        if (address != NONE && isMetadata(context, module, address)) {
          findings.report(draft(context, module, node));
        }
      }
    }
  }

  private static boolean isMetadata(CheckContext context, SourceModule module, int address) {
    String text = ComposedText.of(context.program(), module, address).skeleton();
    return text.length() < 1_000 && ADDRESS.matcher(text).matches();
  }

  private static Draft draft(CheckContext context, SourceModule module, int node) {
    List<ToolDeclaration> tools = context.flow().reaching(module, node);
    SyntaxTree tree = module.tree();
    boolean reached = !tools.isEmpty();
    return new Draft(
        module.file(),
        tree.start(node),
        tree.end(node),
        reached ? INFO.severity() : Severity.LOW,
        reached ? Evidence.PROVEN : Evidence.HEURISTIC,
        "A request to the metadata service of the cloud, which hands out the credentials of the machine"
            + (reached ? ", within reach of a tool." : "; no tool was shown to come here."),
        reached ? tools.getFirst().name() : null,
        List.of(),
        List.of());
  }
}
