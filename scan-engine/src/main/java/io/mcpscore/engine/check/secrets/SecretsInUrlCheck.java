package io.mcpscore.engine.check.secrets;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.NamePattern;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import io.mcpscore.model.Severity;
import java.util.List;
import java.util.regex.Pattern;

/**
 * {@code secrets-in-url}: secrets in the address of a request. Services that take them nowhere else
 * are left out by name.
 */
public final class SecretsInUrlCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("secrets-in-url");

  private static final NamePattern REQUEST =
      NamePattern.of(
          "fetch|(?:node-fetch|undici|axios|got|superagent|ky)(?:\\.default)?"
              + "|(?:node-fetch|undici|axios|got|superagent|ky|requests|httpx|aiohttp)\\b.{0,60}"
              + "\\.(?:get|post|put|patch|delete|head|request|fetch|stream)"
              + "|urllib\\.request\\.(?:urlopen|Request)");

  private static final Pattern BY_DESIGN =
      Pattern.compile("api\\.telegram\\.org|hooks\\.|webhook|x-access-token|oauth2:");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    DisclosureRule rule =
        new DisclosureRule(
            context.program(),
            SecretReads.of(context)::at,
            (module, node) -> addresses(context, module, node),
            false);
    new Disclosures(INFO, Severity.LOW, 4, "stands in the address of a request")
        .report(context, rule, findings);
  }

  private static List<Integer> addresses(CheckContext context, SourceModule module, int node) {
    return context
        .calls()
        .at(module, node)
        .filter(c -> REQUEST.matches(c.callee()))
        .map(SecretsInUrlCheck::address)
        .filter(a -> a != SyntaxTree.NONE && !isByDesign(module.tree(), node))
        .map(List::of)
        .orElse(List.of());
  }

  private static int address(Call call) {
    String method = call.callee().substring(call.callee().lastIndexOf('.') + 1);
    boolean named = call.argument(1) != SyntaxTree.NONE && method.equals("request");
    return call.argument(named && !call.callee().startsWith("axios") ? 1 : 0, "url");
  }

  private static boolean isByDesign(SyntaxTree tree, int call) {
    int function = call;
    for (int i = 0; i < 40 && tree.parent(function) != SyntaxTree.NONE; i++) {
      if (tree.kind(function)
          .matches("function_definition|function_declaration|method_definition")) {
        break;
      }
      function = tree.parent(function);
    }
    int end = Math.min(tree.end(function), tree.start(function) + 4_000);
    return BY_DESIGN.matcher(tree.source().slice(tree.start(function), end)).find();
  }
}
