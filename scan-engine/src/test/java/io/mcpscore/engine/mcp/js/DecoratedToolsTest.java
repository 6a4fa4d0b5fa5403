package io.mcpscore.engine.mcp.js;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mcpscore.engine.mcp.McpModel;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecoratedToolsTest {

  private static final String SERVER =
      """
      import { Server } from "@modelcontextprotocol/sdk/server/index.js";
      import { ListToolsRequestSchema } from "@modelcontextprotocol/sdk/types.js";
      import { listed } from "./registry.js";
      const server = new Server({ name: "s", version: "1" });
      server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: listed() }));
      """;
  private static final String REGISTRY =
      """
      const known = new WeakMap();
      export const Tool = (meta) => (target, key) => { known.set(target, { ...meta, key }); };
      export const tool = (...meta) => (target, key) => { known.set(target, { meta, key }); };
      export const Exposed = Tool;
      export const listed = () => load(known);
      """;

  private static List<String> tools(String code) {
    return Extraction.tools(
        "server.ts",
        SERVER,
        "registry.ts",
        REGISTRY,
        "code.ts",
        "import { Exposed, Tool, tool } from './registry.js'; import { z } from 'zod';\n"
            + "const shape = z.object({ x: z.string() });\n"
            + code);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      quoteCharacter = '~',
      textBlock =
          """
          class C { @Tool({ name: "a", description: "A", input: shape }) async m(v) { go(v) } }   → a | A | { go(v) } [0]
          class C { @Tool({ description: "A" }) async m() { go() } }                              → m | A | { go() } []
          class C { @Log() @Tool({ name: "a", description: "A" }) /* x */ @Auth("y") m(v) { 1 } } → a | A | { 1 } [0]
          class C { @tool("a", "What it does", shape) m(v) { go(v) } }                            → a | What it does | { go(v) } [0]
          class C { @tool("What it does") m(v) { go(v) } }                                        → m | What it does | { go(v) } [0]
          class C { @tool("a", { description: "A" }) m(v) { go(v) } }                             → a | A | { go(v) } [0]
          class C { @Exposed({ name: "a", description: "A", input: shape }) m(v) { go(v) } }      → a | A | { go(v) } [0]
          @Tool({ name: "a", description: "A", input: shape }) export class C { async run(v) { go(v) } } → a | A | { go(v) } [0]
          """)
  void decoratorTellsWhatAToolIs(String code, String expected) {
    assertEquals(List.of(expected), tools(code));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      quoteCharacter = '~',
      textBlock =
          """
          class C { @Exposed({ name: "a", description: "A" }) m(v) { go(v) } }                        → 0
          class C { @Tool() m(v) { go(v) } }                                                          → 0
          class C { @Tool({ name: "a", description: "A" }) field = 1; }                               → 0
          import { Query } from "nest"; class C { @Query({ name: "a", description: "A", schema: shape }) m(v) {} } → 0
          import { Tool as T } from "agents"; class C { @T({ name: "a", description: "A", schema: shape }) m(v) {} } → 0
          """)
  void otherDecoratorsAreNoTools(String code, int expected) {
    assertEquals(expected, tools(code).size());
  }

  @Test
  void librariesForMcpNeedNoOtherSign() {
    McpModel model =
        Extraction.of(
            "app.ts",
            """
            import { McpModule, Tool } from "@rekog/mcp-nest";
            import { z } from "zod";
            @Module({ imports: [McpModule.forRoot({ name: "n", version: "1" })] })
            export class App {}
            @Injectable()
            export class Greeting {
              @Tool({ name: "greet", description: "Greets", parameters: z.object({ who: z.string() }) })
              async greet({ who }, context: Context) { go(who) }
            }
            """);

    assertEquals("n", model.servers().getFirst().name());
    assertEquals("{ go(who) } [0]", Extraction.region(model.tools().getFirst().handler()));
    assertEquals(
        "{\"type\":\"object\",\"properties\":{\"who\":{\"type\":\"string\"}},\"required\":[\"who\"]}",
        model.tools().getFirst().inputSchema().toString());
  }

  @Test
  void ownDecoratorsAreNoToolsWhereEveryRegistrationWasFollowed() {
    assertEquals(
        List.of("b | B | none"),
        Extraction.tools(
            "server.ts",
            SERVER.replace("listed()", "[{ name: 'b', description: 'B' }]"),
            "registry.ts",
            REGISTRY,
            "code.ts",
            """
            import { Tool } from './registry.js';
            class C { @Tool({ name: "a", description: "A", input: {} }) async m(v) { go(v) } }
            """));
  }
}
