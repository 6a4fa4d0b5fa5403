package io.mcpscore.engine.check.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mcpscore.engine.check.Fixture;
import org.junit.jupiter.api.Test;
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
        "const u = new URL(x); if (u.protocol !== 'https:') throw new Error(); await fetch(u)",
        "const o = { method: 'POST' }; o.url = x; await axios.request(o)",
        "await request(x, { dispatcher: plain })",
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
        "const u = new URL(x); if (u.protocol !== 'https:' || !HOSTS.has(u.hostname)) throw new Error(); await fetch(u)",
        "const u = new URL(x); const plain = u.port === ''; if (!HOSTS.has(u.hostname) || !plain) throw new Error(); await fetch(u)",
        "const o = { method: 'POST' }; o.url = 'https://example.com/a'; o.data = x; await axios.request(o)",
        "if (!/^https:\\/\\/example\\.com\\//.test(x)) throw new Error(); await fetch(x)",
        "await get(`https://example.com/${x}`)",
        "cache.fetch(x)",
      })
  void pathsQueriesAndTestedHostsAreNot(String body) {
    assertEquals(0, found(body), body);
  }

  @Test
  void aConnectionThatLooksNamesUpItselfIsATest() {
    String pinned =
        """
        import { lookup } from "node:dns";
        import { Agent } from "undici";
        import { isPublic } from "./addresses.js";
        const plain = new Agent({
          connect: {
            lookup: (host, options, done) =>
              lookup(host, options, (error, address) =>
                isPublic(address) ? done(error, address) : done(new Error("refused"))),
          },
        });
        """;
    assertEquals(0, found(pinned, "await request(x, { dispatcher: plain })"));
    assertEquals(1, found(pinned, "await request(x)"));
  }

  private static int found(String body) {
    return found("", body);
  }

  private static int found(String head, String body) {
    return new Fixture()
        .file(
            "src/server.ts",
            """
            import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
            import { z } from "zod";
            import axios from "axios";
            import { request } from "undici";
            %s
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
                .formatted(head, body))
        .run("network-ssrf")
        .size();
  }
}
