package io.mcpscore.engine.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mcpscore.engine.check.Fixture;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tools of the low-level server, which applies no schema by itself. */
class EnforcementTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "return tool.handler(tool.schema.parse(request.params.arguments));",
        "const args = await tool.schema.parseAsync(request.params.arguments); return tool.handler(args);",
        "const parsed = tool.schema.safeParse(request.params.arguments); if (!parsed.success) throw new Error(); return tool.handler(parsed.data);",
        "const { schema, handler } = tool; return handler(schema.parse(request.params.arguments));",
      })
  void aSchemaThatTheProgramAppliesHolds(String dispatch) {
    assertEquals(List.of("say"), found(dispatch), dispatch);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "return tool.handler(request.params.arguments);",
        "const { handler } = tool; return handler(request.params.arguments);",
        "other.parse(request.params.arguments); return tool.handler(request.params.arguments);",
      })
  void aSchemaThatNothingAppliesDoesNot(String dispatch) {
    assertEquals(List.of("choose", "say"), found(dispatch), dispatch);
  }

  private static List<String> found(String dispatch) {
    return new Fixture()
            .file(
                "src/server.ts",
                """
            import { Server } from "@modelcontextprotocol/sdk/server/index.js";
            import { CallToolRequestSchema, ListToolsRequestSchema } from "@modelcontextprotocol/sdk/types.js";
            import { exec } from "node:child_process";
            import { z } from "zod";
            import { zodToJsonSchema } from "zod-to-json-schema";
            const tools = [
              {
                name: "choose",
                description: "Chooses",
                schema: z.object({ kind: z.enum(["a", "b"]) }),
                handler: async (args) => exec(`run ${args.kind}`),
              },
              {
                name: "say",
                description: "Says",
                schema: z.object({ text: z.string() }),
                handler: async (args) => exec(`say ${args.text}`),
              },
            ];
            const server = new Server({ name: "demo", version: "1.0.0" }, { capabilities: { tools: {} } });
            server.setRequestHandler(ListToolsRequestSchema, async () => ({
              tools: tools.map((t) => ({
                name: t.name,
                description: t.description,
                inputSchema: zodToJsonSchema(t.schema),
              })),
            }));
            server.setRequestHandler(CallToolRequestSchema, async (request) => {
              const tool = tools.find((t) => t.name === request.params.name);
              %s
            });
            """
                    .formatted(dispatch))
            .run("rce-child-process")
            .stream()
            .map(r -> r.draft().tool())
            .filter(t -> t != null)
            .sorted()
            .toList();
  }
}
