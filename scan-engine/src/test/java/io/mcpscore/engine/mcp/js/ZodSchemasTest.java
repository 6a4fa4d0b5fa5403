package io.mcpscore.engine.mcp.js;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.mcpscore.model.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ZodSchemasTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      quoteCharacter = '~',
      textBlock =
          """
          z.string().describe("D")                  → {"type":"string","description":"D"}
          z.string().min(1).max(9)                  → {"type":"string","minLength":1,"maxLength":9}
          z.string().regex(/^[a-z]+$/)              → {"type":"string","pattern":"^[a-z]+$"}
          z.string().startsWith("a.b")              → {"type":"string","pattern":"^a\\\\.b"}
          z.string().url()                          → {"type":"string","format":"uri"}
          z.email()                                 → {"type":"string","format":"email"}
          z.iso.datetime()                          → {"type":"string","format":"date-time"}
          z.number().int().min(0).max(5)            → {"type":"integer","minimum":0,"maximum":5}
          z.number().positive().multipleOf(2)       → {"type":"number","exclusiveMinimum":0,"multipleOf":2}
          z.coerce.number()                         → {"type":"number"}
          z.boolean()                               → {"type":"boolean"}
          z.literal("a")                            → {"const":"a"}
          z.enum(["a", "b"])                        → {"type":"string","enum":["a","b"]}
          z.enum(LEVELS)                            → {"type":"string","enum":["low","high"]}
          z.nativeEnum(Level)                       → {"type":"string","enum":["l","h"]}
          z.array(z.string()).min(1)                → {"type":"array","items":{"type":"string"},"minItems":1}
          z.string().array()                        → {"type":"array","items":{"type":"string"}}
          z.tuple([z.string(), z.number()])         → {"type":"array","prefixItems":[{"type":"string"},{"type":"number"}]}
          z.union([z.string(), z.number()])         → {"anyOf":[{"type":"string"},{"type":"number"}]}
          z.string().or(z.number())                 → {"anyOf":[{"type":"string"},{"type":"number"}]}
          z.string().nullable()                     → {"type":["string","null"]}
          z.enum(["a"]).nullable()                  → {"anyOf":[{"type":"string","enum":["a"]},{"type":"null"}]}
          z.record(z.string(), z.number())          → {"type":"object","additionalProperties":{"type":"number"}}
          z.record(z.number())                      → {"type":"object","additionalProperties":{"type":"number"}}
          z.object({a: z.string()}).strict()        → {"type":"object","properties":{"a":{"type":"string"}},"required":["a"],"additionalProperties":false}
          z.object({a: z.string().optional()}).passthrough() → {"type":"object","properties":{"a":{"type":"string"}},"additionalProperties":true}
          z.preprocess((v) => v, z.string())        → {"type":"string"}
          z.string().transform((v) => v.trim())     → {"type":"string"}
          z.lazy(() => z.string())                  → {}
          z.any()                                   → {}
          Imported                                  → {"type":"object","properties":{"q":{"type":"string"}},"required":["q"]}
          Imported.extend({n: z.number()}).omit({q: true}) → {"type":"object","properties":{"n":{"type":"number"}},"required":["n"]}
          Imported.partial()                        → {"type":"object","properties":{"q":{"type":"string"}}}
          """)
  void zodBecomesJsonSchema(String zod, String expected) throws JsonProcessingException {
    String schema = schema("z.object({ p: " + zod + " })");

    assertEquals(
        Json.canonical(Json.mapper().readTree(expected)),
        Json.canonical(Json.mapper().readTree(schema).path("properties").path("p")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      quoteCharacter = '~',
      textBlock =
          """
          {a: z.string(), b: z.number().default(3)}   → {"type":"object","properties":{"a":{"type":"string"},"b":{"type":"number","default":3}},"required":["a"]}
          {...Imported.shape, a: z.boolean().nullish()} → {"type":"object","properties":{"q":{"type":"string"},"a":{"type":["boolean","null"]}},"required":["q"]}
          Imported.shape                              → {"type":"object","properties":{"q":{"type":"string"}},"required":["q"]}
          shape                                       → {"type":"object","properties":{"q":{"type":"string"}},"required":["q"]}
          {}                                          → {"type":"object","properties":{}}
          zodToJsonSchema(Imported)                   → {"type":"object","properties":{"q":{"type":"string"}},"required":["q"]}
          z.toJSONSchema(Imported)                    → {"type":"object","properties":{"q":{"type":"string"}},"required":["q"]}
          {type: "object", properties: {x: {type: "string", enum: LEVELS, description: `a${1}`}}, required: ["x"]} → {"type":"object","properties":{"x":{"type":"string","enum":["low","high"],"description":"a1"}},"required":["x"]}
          {type: z.string()}                          → {"type":"object","properties":{"type":{"type":"string"}},"required":["type"]}
          unknown()                                   → null
          """)
  void inputSchemaIsReadInEveryForm(String expression, String expected)
      throws JsonProcessingException {
    assertEquals(
        Json.canonical(Json.mapper().readTree(expected)),
        Json.canonical(Json.mapper().readTree(schema(expression))));
  }

  @Test
  void deepSchemasEnd() {
    String deep = "z.array(".repeat(3_000) + "z.string()" + ")".repeat(3_000);

    assertTrue(schema(deep).startsWith("{\"type\":\"array\",\"items\":{\"type\":\"array\""));
  }

  private static String schema(String expression) {
    return String.valueOf(
        Extraction.of(
                "a.ts",
                """
                import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
                import { z } from "zod";
                import { zodToJsonSchema } from "zod-to-json-schema";
                import { Imported, shape } from "./schemas.js";
                const LEVELS = ["low", "high"] as const;
                enum Level { Low = "l", High = "h" }
                const server = new McpServer({ name: "s", version: "1" });
                server.registerTool("t", { inputSchema: %s }, async (v) => v);
                """
                    .formatted(expression),
                "schemas.ts",
                """
                import * as z from "zod/v4";
                export const shape = { q: z.string() };
                export const Imported = z.object(shape);
                """)
            .tools()
            .getFirst()
            .inputSchema());
  }
}
