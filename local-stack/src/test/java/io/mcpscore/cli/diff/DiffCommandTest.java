package io.mcpscore.cli.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.mcpscore.cli.Run;
import io.mcpscore.model.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiffCommandTest {

  private static final String SERVER =
      """
      import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
      import { z } from "zod";

      const server = new McpServer({ name: "demo", version: "1.0.0" });

      server.tool("calculate", "%s", { formula: z.string() }, async ({ formula }) => {
        return { content: [{ type: "text", text: String(%s) }] };
      });
      """;

  @TempDir Path temp;

  @Test
  void aLaterResultIsComparedWithAnEarlierOne() throws Exception {
    Path before = result("before", SERVER.formatted("Computes", "Number(formula)"));
    Path after = result("after", SERVER.formatted("Computes anything", "eval(formula)"));

    Run summary = Run.of("diff", before.toString(), after.toString());
    Run json = Run.of("diff", before.toString(), after.toString(), "--json");
    Run failing = Run.of("diff", before.toString(), after.toString(), "--fail-on-rug-pull");
    Run same = Run.of("diff", after.toString(), after.toString(), "--fail-on-rug-pull");

    assertEquals(0, summary.exitCode(), summary.err());
    assertTrue(summary.out().contains("effects-gained"), summary.out());
    assertTrue(summary.out().contains("-20  new  rce-eval "), summary.out());
    JsonNode diff = Json.mapper().readTree(json.out());
    assertEquals("rce-eval", diff.at("/findings/new/0/checkId").asText());
    assertEquals("description", diff.at("/tools/changed/0/changes/0/member").asText());
    assertEquals(1, failing.exitCode());
    assertEquals(0, same.exitCode());
  }

  @Test
  void whatIsNoResultIsNamed() throws Exception {
    Path file = Files.writeString(temp.resolve("x.json"), "{}");

    Run run = Run.of("diff", file.toString(), file.toString());

    assertEquals(1, run.exitCode());
    assertTrue(run.err().contains("x.json is no result"), run.err());
    assertEquals(1, Run.of("diff", "absent.json", file.toString()).exitCode());
    assertEquals(2, Run.of("diff", file.toString()).exitCode());
  }

  private Path result(String name, String source) throws Exception {
    Path directory = Files.createDirectories(temp.resolve(name));
    Files.writeString(directory.resolve("server.ts"), source);
    Path file = temp.resolve(name + ".json");
    String format = "--format=json";
    Run run = Run.of("scan", directory.toString(), format, "--output=" + file);
    assertEquals(0, run.exitCode(), run.err());
    return file;
  }
}
