package io.mcpscore.engine.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mcpscore.engine.mcp.McpModel.ToolDeclaration;
import io.mcpscore.model.Effect;
import io.mcpscore.model.TraceStep;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EffectsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "return 1 # none",
        "import subprocess; subprocess.run(['ls']) # exec",
        "open('f') # fs-read",
        "open('f', 'w') # fs-write",
        "open('f', mode='r+') # fs-read,fs-write",
        "from pathlib import Path; (Path('a') / 'b').resolve().write_text('x') # fs-write",
        "import httpx;async with httpx.AsyncClient() as c: await c.get('u') # net-out",
        "import requests; s = requests.Session(); s.post('u') # net-out",
        "import sqlite3; sqlite3.connect('f').execute('x') # db",
        "os.getenv('HOME') # env",
        "os.environ['API_KEY'] # env,secrets",
        "os.environ.get('GITHUB_TOKEN') # env,secrets",
        "dict(os.environ.copy()) # env",
        "os.kill(1, 9) # process",
        "import git; git.Repo('.').git.commit('x') # exec,fs-read,fs-write",
        "import tweepy; tweepy.Client().create_tweet(text='x') # net-out",
        "import openpyxl; openpyxl.load_workbook('f').save('f') # fs-read,fs-write",
        "from google.cloud import bigquery; bigquery.Client().query('x') # net-out,db",
        "print(len('a')) # none",
        "get_collection().insert_many([1]) # db",
        "await asyncio.sleep(1) # none",
        "await ctx.info('x') # none",
        "await client.list_things('x') # ",
        "ctx.state.sheets.things().values().get(range='A1').execute() # ",
        "return ', '.join(sorted(ctx.names.upper().split(','))) # none",
      })
  void knowsWhatPythonCallsDo(String body, String expected) {
    String code =
        "@mcp.tool\nasync def t(ctx: Context):\n  " + body.replaceAll("; ?", "\n  ") + "\n";

    assertEquals(Objects.requireNonNullElse(expected, ""), effects(FlowRepository.python(code)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "return 1; # none",
        "exec('ls'); # exec",
        "fs.readFileSync('f'); # fs-read",
        "await fs.promises.writeFile('f', 'x'); # fs-write",
        "await fetch('u'); # net-out",
        "const c = axios.create({}); await c.get('u'); # net-out",
        "const p = new Pool(); await p.query('x'); # db",
        "return process.env.HOME; # env",
        "return process.env['API_TOKEN']; # env,secrets",
        "process.exit(1); # process",
        "http.createServer(() => 1); # net-in",
        "[1].map(readAll); # fs-read",
        "const c = new Cloudflare({}); await c.radar.http.summary('x'); # net-out",
        "const c = createClient({}); await c.GET('/things'); # net-out",
        "const p = await connect(); await p.deleteMany('d', 'c', {}); # db",
        "await new Promise(r => setTimeout(r, 1)); # none",
        "await Promise.all([]); # none",
        "await extra.sendNotification({}); # none",
        "const p = await connect(); return await p.things(); # ",
      })
  void knowsWhatScriptCallsDo(String body, String expected) {
    String code =
        "import axios from 'axios'; import { Pool } from 'pg'; import http from 'node:http';\n"
            + "import Cloudflare from 'cloudflare'; import createClient from 'openapi-fetch';\n"
            + "function readAll() { return fs.readdirSync('.'); }\n"
            + "server.tool('t', {}, async () => { "
            + body
            + " });\n";

    assertEquals(Objects.requireNonNullElse(expected, ""), effects(FlowRepository.script(code)));
  }

  private static String effects(FlowRepository repository) {
    ToolEffects found = repository.flow().effects(repository.tool("t"));
    return String.join(",", found.effects().stream().map(Effect::key).toList());
  }

  @Test
  void tracesFromTheHandlerThroughCallsToTheEffect() {
    FlowRepository repository =
        FlowRepository.python(
                """
                from lib import Store
                store = Store()
                @mcp.tool
                def t():
                    return store.load()
                """)
            .with("lib.py", "class Store:\n  def load(self): return open('x')\n");

    assertEquals(
        List.of(
            new TraceStep("server.py", 8, "handler"),
            new TraceStep("server.py", 8, "calls load"),
            new TraceStep("lib.py", 2, "uses open")),
        repository.flow().effects(repository.tool("t")).trace().getFirst().trace());
    assertEquals(
        List.of(
            new TraceStep("server.py", 8, "handler"), new TraceStep("server.py", 8, "calls load")),
        repository
            .flow()
            .way(
                repository.tool("t"),
                repository.module("lib.py"),
                repository.node("lib.py", "open('x')")));
  }

  @Test
  void keepsBranchesApartAndSharesWhatIsBeforeThem() {
    FlowRepository repository =
        new FlowRepository()
            .with(
                "server.py",
                """
                import os, subprocess
                from mcp.server import Server
                from mcp.types import Tool
                server = Server("x")
                @server.list_tools()
                async def tools(): return [Tool(name="a"), Tool(name="b"), Tool(name="z")]
                @server.call_tool()
                async def call(name, arguments):
                    home = os.getenv("HOME")
                    if name == "a": return subprocess.run(["ls"])
                    if name == "b": return open("f")
                """);

    assertEquals(
        List.of(Effect.EXEC, Effect.ENV),
        repository.flow().effects(repository.tool("a")).effects());
    assertEquals(
        List.of(Effect.FS_READ, Effect.ENV),
        repository.flow().effects(repository.tool("b")).effects());
    assertEquals(List.of("a"), reaching(repository, "subprocess.run([\"ls\"])"));
    assertEquals(List.of("a", "b"), reaching(repository, "os.getenv(\"HOME\")"));
    assertEquals(List.of(), reaching(repository, "Server(\"x\")"));
    assertEquals(ToolEffects.UNKNOWN, repository.flow().effects(repository.tool("z")));
  }

  private static List<String> reaching(FlowRepository repository, String text) {
    return repository
        .flow()
        .reaching(repository.module("server.py"), repository.node("server.py", text))
        .stream()
        .map(ToolDeclaration::name)
        .toList();
  }
}
