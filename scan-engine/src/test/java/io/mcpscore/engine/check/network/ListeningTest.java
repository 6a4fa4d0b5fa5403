package io.mcpscore.engine.check.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mcpscore.engine.check.Fixture;
import io.mcpscore.model.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListeningTest {

  private static final String BIND = "network-bind-all";
  private static final String ORIGIN = "network-no-origin-check";
  private static final String FASTMCP = "from fastmcp import FastMCP\nmcp = FastMCP('x')\n";
  private static final String EXPRESS =
      "import express from 'express';\nimport http from 'http';\nconst app = express();\n";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "app.listen(port, () => {});",
        "app.listen(Number(process.env.PORT), onListening);",
        "http.createServer(app).listen(8080);",
        "app.listen({ port: 3000 });",
        "app.listen(3000, '0.0.0.0');",
        "const host = process.env.HOST || '0.0.0.0';",
        "const bindHost: string = '::';",
      })
  void everyInterfaceIsFoundInScripts(String code) {
    assertEquals(List.of(Severity.LOW), severities(BIND, "a.ts", EXPRESS + code));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "app.listen(3000, '127.0.0.1');",
        "app.listen(port, host, () => {});",
        "app.listen(0, () => {});",
        "app.listen({ port: 3000, host });",
        "app.listen({ port: 3000, ...rest });",
        "socketServer.connection.listen();",
        "if (host === '0.0.0.0') warn();",
        "const known = ['localhost', '0.0.0.0'];",
        "const host = inContainer ? '0.0.0.0' : '127.0.0.1';",
        "const host = hosted ? '0.0.0.0' : process.env.HOST || 'localhost';",
        "const allowedHost = '0.0.0.0';",
        "const redisHost = '0.0.0.0';",
        "emitter.listen('event', () => {});",
      })
  void otherListenersTestsAndChoicesAreNot(String code) {
    assertEquals(List.of(), severities(BIND, "a.ts", EXPRESS + code));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "mcp.run(transport='http', host='0.0.0.0') | MEDIUM",
        "mcp.run(transport='sse'); HOST = os.getenv('HOST', '0.0.0.0') | MEDIUM",
        "uvicorn.run(mcp.http_app(), host='0.0.0.0') | MEDIUM",
        "parser.add_argument('--host', default='0.0.0.0') | LOW",
        "def main(host: str = '0.0.0.0'): pass | LOW",
        "sock.bind(('0.0.0.0', 80)) | MEDIUM",
      })
  void everyInterfaceIsGradedInPython(String code, Severity severity) {
    assertEquals(List.of(severity), severities(BIND, "a.py", FASTMCP + code));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "if cidr == '0.0.0.0': pass",
        "hosts = ['0.0.0.0']",
        "redis.Redis(host='0.0.0.0')",
        "rules = {'CidrIp': '0.0.0.0'}",
        "host = '0.0.0.0' if docker else '127.0.0.1'",
        "print('0.0.0.0')",
      })
  void rulesAboutAddressesAreNot(String code) {
    assertEquals(List.of(), severities(BIND, "a.py", FASTMCP + code));
  }

  @Test
  void aCredentialMakesItMilder() {
    String code =
        "from fastmcp import FastMCP\nmcp = FastMCP('x', auth=verifier)\n"
            + "mcp.run(transport='http', host='0.0.0.0')";

    assertEquals(List.of(Severity.LOW), severities(BIND, "a.py", code));
  }

  @Test
  void whatAnotherProgramOfTheRepositoryChecksDoesNotCount() {
    Fixture fixture =
        new Fixture()
            .file("a.py", FASTMCP + "mcp.run(transport='http', host='0.0.0.0')\n")
            .file("b.py", "def ask(request):\n    return request.headers['authorization']\n");
    Fixture together =
        new Fixture()
            .file("a.py", "import b\n" + FASTMCP + "mcp.run(transport='http', host='0.0.0.0')\n")
            .file("b.py", "def ask(request):\n    return request.headers['authorization']\n");

    assertEquals(Severity.MEDIUM, fixture.run(BIND).getFirst().draft().severity());
    assertEquals(Severity.LOW, together.run(BIND).getFirst().draft().severity());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mcp.run(transport='stdio')",
        "mcp.run()",
        "app.run(port=80)",
        "mcp.run(transport='http', middleware=[Middleware(TrustedHostMiddleware)])",
      })
  void stdioAndTrustedHostsNeedNoTest(String code) {
    assertEquals(List.of(), severities(ORIGIN, "a.py", FASTMCP + code));
  }

  @Test
  void theServerOfThePythonSdkTestsHostsOnLoopbackByItself() {
    String code = "from mcp.server.fastmcp import FastMCP\nmcp = FastMCP('x'%s)\nmcp.run('sse')\n";

    assertEquals(List.of(), severities(ORIGIN, "a.py", code.formatted("")));
    assertEquals(
        List.of(Severity.MEDIUM), severities(ORIGIN, "a.py", code.formatted(", host='0.0.0.0'")));
  }

  @Test
  void aTransportThatAskedForProtectionOrRunsInACloudIsLeftAlone() {
    String sdk =
        "import { StreamableHTTPServerTransport } from"
            + " '@modelcontextprotocol/sdk/server/streamableHttp.js';\n";
    String make = "new StreamableHTTPServerTransport({ sessionIdGenerator: undefined });\n";
    String test =
        "const guard = (req, res, next) =>"
            + " req.headers.origin === 'http://localhost' ? next() : res.status(403).end();\n";

    assertEquals(List.of(), severities(ORIGIN, "a.ts", sdk + make));
    assertEquals(
        List.of(Severity.MEDIUM),
        severities(ORIGIN, "a.ts", EXPRESS + sdk + make + "app.listen(1, '::1');"));
    assertEquals(
        List.of(),
        severities(ORIGIN, "a.ts", EXPRESS + sdk + test + make + "app.listen(1, '::1');"));
  }

  private static List<Severity> severities(String check, String path, String code) {
    return new Fixture()
        .file(path, code + "\n").run(check).stream().map(r -> r.draft().severity()).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "api/well-known-config.ts, 0",
    "api/answers.ts, 1",
  })
  void documentsThatClientsFindAServerByAreForEverybody(String path, int count) {
    String code =
        "export const a = { 'Access-Control-Allow-Origin': '*' };\n"
            + "export const b = { 'Access-Control-Allow-Origin': '*' };\n";

    assertEquals(count, severities("network-cors-wildcard", path, code).size());
  }

  @Test
  void aServerThatWaitsForTheEndOfALoginOffersNoTools() {
    String code =
        """
        import http from "node:http";
        import { Server } from "@modelcontextprotocol/sdk/server/index.js";
        const mcp = new Server({ name: "demo", version: "1" });
        async function login() {
          const waiting = http.createServer();
          waiting.listen(8123);
          waiting.on("request", async (req, res) => {
            const code = new URL(req.url, "http://localhost/oauth/callback").searchParams.get("code");
            await client.getToken(code);
            %s
          });
        }
        """;

    assertEquals(
        List.of(Severity.LOW), severities(BIND, "a.ts", code.formatted("waiting.close();")));
    assertEquals(List.of(Severity.MEDIUM), severities(BIND, "a.ts", code.formatted("res.end();")));
  }
}
