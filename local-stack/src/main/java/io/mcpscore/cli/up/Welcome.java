package io.mcpscore.cli.up;

import io.mcpscore.cli.MirrorOption.Mirrors;
import io.mcpscore.local.MirrorServer;
import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * What a user needs once everything runs.
 *
 * @param address of the gateway
 * @param key the demo key
 * @param mirrors what is served in the place of git hosts
 * @param state where the logs are
 */
record Welcome(URI address, DemoKey key, Mirrors mirrors, State state) {

  private static final String SAMPLE = "modelcontextprotocol/servers";

  String text(String seconds) {
    String bearer = key.secret().orElse("$MCPSCORE_KEY");
    String authorization = "-H \"Authorization: Bearer " + bearer + "\"";
    return """

        MCP Security Score is up after %s s: %s

          API docs  %s/q/swagger-ui
          Logs      %s
        %s
        Scan a repository:

          curl -s %s/api/v1/scan %s -H "Content-Type: application/json" -d '{"url":"%s"}'

        Then wait for its result, with the id of that answer:

          curl -s "%s/api/v1/scan/SCAN_ID?wait=30" %s

        Or let an agent do it, over MCP (docs/agents.md has other clients):

          claude mcp add --transport http mcp-security-score %s/mcp --header "Authorization: Bearer %s"

        Ctrl-C stops everything; what was scanned stays for the next start.
        """
        .formatted(
            seconds,
            address,
            address,
            state.log("gateway").getParent(),
            keyLines(),
            address,
            authorization,
            sample(),
            address,
            authorization,
            address,
            bearer);
  }

  private String keyLines() {
    return key.secret()
        .map(
            secret ->
                """
                  Key       %s
                            (account %s, tier %s; it is not shown again)
                """
                    .formatted(secret, DemoKey.ACCOUNT, DemoKey.TIER))
        .orElse(
            """
              Key       was shown at the first start. Another one:
                        export MCPSCORE_KEY=$(./mcpscore key create --account %s --tier %s --name NAME)
            """
                .formatted(DemoKey.ACCOUNT, DemoKey.TIER));
  }

  /** A repository that can be scanned: one of a mirror, where there are mirrors. */
  private String sample() {
    for (Map.Entry<String, MirrorServer> mirror : mirrors.servers().entrySet()) {
      List<String> served = mirror.getValue().repositories();
      if (served.contains(SAMPLE)) {
        return "https://" + mirror.getKey() + "/" + SAMPLE;
      }
      if (!served.isEmpty()) {
        return "https://" + mirror.getKey() + "/" + served.getFirst();
      }
    }
    return "https://github.com/" + SAMPLE;
  }
}
