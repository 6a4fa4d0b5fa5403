package io.mcpscore.engine.check.network;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.Literals;
import io.mcpscore.engine.check.http.CallSites;
import io.mcpscore.engine.check.http.Drafts;
import io.mcpscore.engine.check.http.PlainUrls;
import io.mcpscore.engine.mcp.McpModel.ToolDeclaration;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import io.mcpscore.model.Evidence;
import io.mcpscore.model.Severity;
import java.util.List;

/**
 * {@code network-plain-http}: requests without encryption to hosts on the Internet. An address that
 * is sent is medium; one that is only kept in a variable named like an endpoint is low.
 */
public final class NetworkPlainHttpCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("network-plain-http");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    CallSites.modules(context)
        .filter(m -> CallSites.mentions(m.file(), "http://", "ws://"))
        .forEach(m -> look(context, m, findings));
  }

  private static void look(CheckContext context, SourceModule module, FindingSink findings) {
    SyntaxTree tree = module.tree();
    Literals.in(tree)
        .filter(s -> PlainUrls.isRemote(tree, s))
        .forEach(s -> report(context, module, s, findings));
  }

  private static void report(
      CheckContext context, SourceModule module, int string, FindingSink findings) {
    int call = PlainUrls.requestOf(module, string);
    if (call != SyntaxTree.NONE && isRequest(context, module, call)) {
      List<ToolDeclaration> tools = context.flow().reaching(module, call);
      Evidence evidence = tools.isEmpty() ? Evidence.LIKELY : Evidence.PROVEN;
      String text = "The request goes over the network in the clear, and so does its answer.";
      findings.report(Drafts.at(module, string, Severity.MEDIUM, evidence, text));
    } else if (PlainUrls.isEndpoint(module, string)) {
      String text = "An endpoint without encryption is written down.";
      findings.report(Drafts.at(module, string, Severity.LOW, Evidence.LIKELY, text));
    }
  }

  private static boolean isRequest(CheckContext context, SourceModule module, int call) {
    Call site = CallSites.at(context, module, call);
    return ExternalCalls.isCall(module.tree(), call) && PlainUrls.sends(site);
  }
}
