package io.mcpscore.engine.check.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mcpscore.engine.check.Fixture;
import io.mcpscore.engine.report.Reported;
import io.mcpscore.model.Severity;
import io.mcpscore.model.TraceStep;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthMissingEndpointTest {

  private static final String CHECK = "auth-missing-endpoint";

  private static final String SCRIPT =
      """
      import { execFile } from "node:child_process";
      import { unlink, writeFile } from "node:fs/promises";
      import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
      import express from "express";
      import { WebSocketServer } from "ws";
      export const server = new McpServer({ name: "x", version: "1.0.0" });
      const app = express();
      const run = (x) => execFile("make", [x]);
      %s
      app.listen(3000, "%s");
      """;

  private static final String PYTHON =
      """
      import subprocess
      import uvicorn
      from fastapi import FastAPI, Request
      from fastmcp import FastMCP
      mcp = FastMCP("x")
      app = FastAPI()
      def run(x):
          return subprocess.run(["make", x])
      %s
      uvicorn.run(app, host="%s")
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "app.post('/build', (req, res) => res.json(run(req.body.x)));                    | HIGH",
        "app.delete('/note', (req, res) => unlink(req.body.path));                       | MEDIUM",
        "app.post('/shutdown', () => process.exit(0));                                   | MEDIUM",
        "app.post('/call', async (req, res) => res.json(await client.callTool(req.body))); | HIGH",
        "new WebSocketServer({ port: 1 }).on('connection', (ws) => ws.on('message', run)); | HIGH",
      })
  void whatIsOpenToTheNetworkIsFound(String code, Severity severity) {
    assertEquals(List.of(severity), severities("a.ts", SCRIPT.formatted(code, "0.0.0.0")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // Reading is left to the judgement of whoever offers it.
        "app.get('/list', (req, res) => res.json(run('list')));",
        "app.post('/health/check', (req, res) => res.json(run('check')));",
        "app.post('/login', (req, res) => res.json(run('login')));",
        "app.post('/echo', (req, res) => res.json(req.body));",
        "app.post('/mcp', (req, res) => { run('x'); transport.handleRequest(req, res); });",
        "app.use(requireAuth); app.post('/build', (req, res) => run(req.body.x));",
        "app.post('/build', checkToken, (req, res) => run(req.body.x));",
        "app.use((req, res, next) => known(req) ? next() : res.status(403).end());"
            + " app.post('/build', (req, res) => run(req.body.x));",
        "app.post('/build', (req, res) => { if (!req.session.currentUser) return; run(1); });",
      })
  void whatAsksOrDoesNothingIsNot(String code) {
    assertEquals(List.of(), severities("a.ts", SCRIPT.formatted(code, "0.0.0.0")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // The framework refuses what is not declared as JSON, and other sites cannot declare it.
        "@app.post('/build')\\ndef build(target: Target):\\n    run(target.x)",
        "@app.post('/build')\\nasync def build(request: Request):\\n"
            + "    if request.headers['content-type'] != 'application/json':\\n        return\\n"
            + "    run((await request.json())['x'])",
        "@app.put('/build')\\nasync def build(request: Request):\\n    run(await request.json())",
      })
  void whatOnlyTheOwnMachineReachesIsNot(String code) {
    String python = PYTHON.formatted(code.replace("\\n", "\n"), "127.0.0.1");
    assertEquals(List.of(), severities("a.py", python));
    assertEquals(
        List.of(Severity.HIGH), severities("a.py", python.replace("127.0.0.1", "0.0.0.0")));
  }

  @Test
  void aMiddlewareInAnotherFileCounts() {
    String open = SCRIPT.formatted("app.post('/build', (q, r) => r.json(run(q.body.x)));", "::");
    Fixture fixture =
        new Fixture()
            .file("package.json", "{}")
            .file("a.ts", "import './guard.js';\n" + open)
            .file("guard.ts", "export const guard = (q, r, n) => q.ok ? n() : r.sendStatus(401);");

    assertEquals(List.of(), fixture.run(CHECK));
  }

  @Test
  void aContainerThatAWorkerStartsIsReachedByItAlone() {
    String open = SCRIPT.formatted("app.post('/build', (q, r) => r.json(run(q.body.x)));", "::");
    Fixture fixture = new Fixture().file("box/src/a.ts", open);

    assertEquals(1, fixture.file("box/wrangler.jsonc", "{\"name\": \"x\"}").run(CHECK).size());
    assertEquals(
        List.of(),
        new Fixture()
            .file("box/src/a.ts", open)
            .file("box/wrangler.jsonc", "{\"containers\": [{\"class_name\": \"Box\"}]}")
            .run(CHECK));
  }

  @Test
  void theWorstOfAFileIsToldWithTheWayToIt() {
    String code =
        "app.post('/note', (req) => writeFile('n', req.body.x));\n"
            + "app.post('/build', (req) => run(req.body.x));\n"
            + "app.post('/clean', (req) => run(req.body.x));\n";
    List<Reported> found = new Fixture().file("a.ts", SCRIPT.formatted(code, "0.0.0.0")).run(CHECK);

    assertEquals(1, found.size());
    assertEquals(
        List.of(13, 10, 10, 10, 8),
        found.getFirst().draft().trace().stream().map(TraceStep::line).toList());
  }

  private static List<Severity> severities(String path, String code) {
    return new Fixture()
        .file(path, code).run(CHECK).stream().map(r -> r.draft().severity()).toList();
  }
}
