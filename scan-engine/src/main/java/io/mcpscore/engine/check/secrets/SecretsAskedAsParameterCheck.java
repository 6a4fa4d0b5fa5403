package io.mcpscore.engine.check.secrets;

import com.fasterxml.jackson.databind.JsonNode;
import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.mcp.McpModel.ToolDeclaration;
import io.mcpscore.model.Evidence;
import io.mcpscore.model.Severity;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * {@code secrets-asked-as-parameter}: tools that ask the agent for a credential. A password may be
 * that of something the tool is to make, so it counts for little.
 */
public final class SecretsAskedAsParameterCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("secrets-asked-as-parameter");

  private static final Pattern PASSWORD =
      Pattern.compile("(?i).*(?:passw(?:or)?d|pwd|passphrase|passcode)");

  /** A name that may stand for a coin, a word or a place in a list. */
  private static final Pattern TOKEN = Pattern.compile("(?i)token");

  private static final Pattern CREDENTIAL =
      Pattern.compile("(?i)\\b(?:api|auth\\w*|access|bearer|personal access|oauth|jwt|secret)\\b");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    for (ToolDeclaration tool : context.servers().tools()) {
      JsonNode properties =
          tool.inputSchema() == null ? null : tool.inputSchema().path("properties");
      if (properties == null || !properties.isObject()) {
        continue;
      }
      List<String> asked =
          StreamSupport.stream(((Iterable<String>) properties::fieldNames).spliterator(), false)
              .filter(n -> isCredential(n, properties.path(n)))
              .toList();
      if (!asked.isEmpty()) {
        report(tool, asked, findings);
      }
    }
  }

  private static boolean isCredential(String name, JsonNode schema) {
    boolean flag = schema.path("type").asText("").equals("boolean");
    String description = schema.path("description").asText("");
    return SecretNames.isSecret(name)
        && !flag
        && (!TOKEN.matcher(name).matches() || CREDENTIAL.matcher(description).find());
  }

  private static void report(ToolDeclaration tool, List<String> asked, FindingSink findings) {
    boolean passwords = asked.stream().allMatch(n -> PASSWORD.matcher(n).matches());
    findings.report(
        Spots.at(
            tool.module(),
            tool.node(),
            passwords ? Severity.LOW : Severity.MEDIUM,
            passwords ? Evidence.LIKELY : Evidence.PROVEN,
            "The tool asks the agent for "
                + String.join(", ", asked)
                + ": the credential passes through the conversation, its log and the provider of"
                + " the model.",
            tool.name(),
            List.of()));
  }
}
