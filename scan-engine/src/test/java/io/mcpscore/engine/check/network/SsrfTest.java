package io.mcpscore.engine.check.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mcpscore.engine.check.Fixture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SsrfTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "await fetch(x)",
        "await fetch(`https://${x}/a`)",
        "await fetch(`https://${x}.example.com/a`)",
        "await fetch(new URL(x, 'https://example.com'))",
        "const u = x.startsWith('http') ? x : 'https://' + x; await fetch(u)",
        "if (x.startsWith('https://example.com')) { await fetch(x) }",
        "if (!x.includes('example.com')) throw new Error(); await fetch(x)",
      })
  void hostsThatAnAgentDecidesAreFound(String body) {
    assertEquals(1, found(body), body);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "await fetch(`https://example.com/${x}`)",
        "await fetch(`${process.env.BASE}/a/${x}`)",
        "await fetch('https://example.com/a?q=' + x)",
        "const u = new URL('https://example.com'); u.searchParams.set('q', x); await fetch(u)",
        "if (x.startsWith('https://example.com/')) { await fetch(x) }",
        "if (!HOSTS.has(new URL(x).host)) throw new Error(); await fetch(x)",
        "if (!/^https:\\/\\/example\\.com\\//.test(x)) throw new Error(); await fetch(x)",
        "await get(`https://example.com/${x}`)",
        "cache.fetch(x)",
      })
  void pathsQueriesAndTestedHostsAreNot(String body) {
    assertEquals(0, found(body), body);
  }

  private static int found(String body) {
    return new Fixture()
        .file(
            "src/server.ts",
            """
            import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
            import { z } from "zod";
            const server = new McpServer({ name: "demo", version: "1.0.0" });
            const HOSTS = new Set(["example.com"]);
            async function get(address: string) {
              return await fetch(address);
            }
            server.tool("demo", "Does it", { x: z.string() }, async ({ x }) => {
              %s;
              return { content: [] };
            });
            """
                .formatted(body))
        .run("network-ssrf")
        .size();
  }
}
