package io.mcpscore.engine.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mcpscore.model.TraceStep;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PythonFlowTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "os.system(cmd)",
        "os.system(f'ls {cmd}')",
        "os.system('ls ' + cmd + ' -l')",
        "os.system('ls %s' % cmd)",
        "os.system('ls {}'.format(cmd))",
        "os.system(' '.join(['ls', cmd]))",
        "a = cmd; b = a.strip(); os.system(b)",
        "a, b = 1, cmd; os.system(b)",
        "d = {'x': cmd}; os.system(d['x'])",
        "l = []; l.append(cmd); os.system(l[0])",
        "for c in cmd.split(): os.system(c)",
        "for c in [x.upper() for x in cmd.split()]: os.system(c)",
        "x = cmd if os.name else 'ls'; os.system(x)",
        "x = cmd or 'ls'; os.system(x)",
        "x = 'ls'; x += cmd; os.system(x)",
        "while (c := cmd.strip()): os.system(c)",
        "try:\n    c = cmd\n  finally:\n    os.system(c)",
        "def inner(): os.system(cmd)\n  inner()",
        "run = lambda c: os.system(c)\n  run(cmd)",
        "os.system(*[cmd])",
        "helper(cmd)",
        "helper(c=cmd)",
        "os.system(build(cmd))",
        "Runner().run(cmd)",
        "Runner(cmd).later()",
        "os.system(Box(name=cmd).name)",
        "collect('a', cmd)",
        "options(a=1, c=cmd)",
        "import asyncio\n  asyncio.to_thread(helper, cmd)",
        "deep(cmd, 4)",
        "match {'x': cmd}:\n    case {'x': c}: os.system(c)",
        "match 'a', {'x': cmd}:\n    case 'a', {'y': c, **more}: os.system(more['x'])",
        "if cmd == 'x':\n    pass\n  os.system(cmd)",
        "if cmd not in ('a', 'b'):\n    print('no')\n  os.system(cmd)",
        "for c in lines(cmd): os.system(c)",
        "os.system(' '.join(lines(cmd)))",
        "for c in outer(cmd): os.system(c)",
        "b = Builder(); b.add(cmd); b.go()",
        "Builder().add(cmd).go()",
        "l = ['ls']; fill(l, cmd); os.system(' '.join(l))",
        "around(cmd, lambda c: os.system(c))",
        "around(cmd, helper)",
        "for c in each(cmd): os.system(c)",
        "import collections\n  q = collections.deque(each(cmd)); os.system(q.popleft())",
        "import queue\n  q = queue.Queue(); q.put(cmd); os.system(q.get())",
        "import io\n  out = io.StringIO(); out.write(cmd); os.system(out.getvalue())",
        "import functools\n  os.system(functools.reduce(lambda a, b: a + b, [cmd], 'ls'))",
        "list(map(helper, [cmd]))",
        "pool.map(helper, cmd.split())",
        "with held(cmd) as c: os.system(c)",
        "os.system(Runner(cmd).line)",
        "os.system(f'{Runner(cmd)}')",
        "Runner(cmd)()",
        "r = Runner(cmd); r()",
        "r = Runner(); setattr(r, 'c', cmd); os.system(r.c)",
        "r = Runner(); r.take(cmd); r.later()",
        "Longer(cmd).later()",
        "first(cmd)",
        "for c in dict.fromkeys(cmd.split()): os.system(c)",
        "os.system(Order.model_validate({'text': cmd}).text)",
        "if number:\n    r = Runner()\n    r.run('ls')\n  else:\n    r = Runner()\n    r.run(cmd)",
      })
  void findsEveryWay(String body) {
    assertEquals(List.of("proven t"), evidence(body));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "os.system('ls')",
        "os.system(shlex.quote(cmd))",
        "os.system(str(int(cmd)))",
        "os.system(str(number))",
        "os.system(listed)",
        "cmd = 'ls'; os.system(cmd)",
        "d = {'x': cmd, 'y': 'ls'}; os.system(d['y'])",
        "os.system('ls' if cmd == 'a' else 'cd')",
        "if cmd not in ('a', 'b'):\n    raise ValueError\n  os.system(cmd)",
        "if cmd in ALLOWED:\n    os.system(cmd)",
        "if not cmd.startswith('/a/'):\n    return 1\n  os.system(cmd)",
        "match cmd:\n    case 'a' | 'b': os.system(cmd)\n    case _: return 2",
        "checked(cmd)\n  os.system(cmd)",
        "os.system(valid(cmd))",
        "if not fine(cmd):\n    raise ValueError\n  os.system(cmd)",
        "try:\n    p = cmd.strip()\n    p.relative_to('/a')\n  except ValueError:\n    raise\n"
            + "  os.system(p)",
        "if re.search('a', cmd): raise ValueError(cmd)\n  os.system(content(cmd))",
        "helper('ls')",
        "log(cmd)",
        "match 'ls', cmd:\n    case c, _: os.system(c)",
        "if cmd:\n    checked(cmd)\n  os.system(cmd)",
        "if not cmd: os.system(cmd)",
        "parts = cmd.split('/')\n  if not parts.startswith('a'):\n    raise ValueError\n"
            + "  os.system(cmd)",
        "for c in lines('ls'): os.system(c)",
        "b = Builder(); b.add(cmd); Builder().go()",
        "l = ['ls']; fill([], cmd); os.system(' '.join(l))",
        "c = 'ls'; replace(c, cmd); os.system(c)",
        "around(listed, helper)",
        "with held('ls') as c: log(cmd); os.system(c)",
        "r = Runner('ls'); r.note(cmd); r.later()",
        "os.system(Runner('ls').line + str(number))",
        "list(map(log, [cmd]))",
        "second(cmd)",
        "os.system(Order(**{'code': cmd}).code)",
        "os.system(str(Order(**cmd).count))",
        "os.system(Order(**cmd).kind)",
        "os.system(Order.model_validate(cmd).code)",
      })
  void reportsNoHarmlessWay(String body) {
    assertEquals(List.of(), evidence(body));
  }

  @Test
  void callsAnAssumedHopLikely() {
    assertEquals(List.of("likely t"), evidence("import lib\n  os.system(lib.render(cmd))"));
    assertEquals(List.of(), evidence("import lib\n  os.system(lib.a(lib.b(cmd)))"));
  }

  private static final String HELPERS =
      """
      from enum import Enum
      from typing import Literal
      from pydantic import BaseModel, Field
      ALLOWED = ["a", "b"]
      class Box(BaseModel):
          name: str
      class Order(BaseModel):
          text: str
          code: str = Field(pattern=r"^[a-f0-9]+$")
          count: int | None = None
          kind: Literal["a", "b"]
      def helper(c): os.system(c)
      def build(x):
          y = x.strip()
          return "ls " + y
      class Runner:
          def __init__(self, c=None): self.c = c
          def run(self, c): os.system(c)
          def later(self): os.system(self.c)
          def take(self, c): self.c = c
          def note(self, n): self.n = n
          def __call__(self): os.system(self.c)
          @property
          def line(self): return "ls " + self.c
      class Longer(Runner):
          def __init__(self, c): super().__init__(c)
      def each(c):
          for part in c.split(): yield "ls " + part
      @contextlib.contextmanager
      def held(c):
          yield "ls " + c
      def pair():
          def run(c): os.system(c)
          def say(c): print(c)
          return run, say
      first, second = pair()
      def collect(*all): os.system(all[1])
      def options(**all): os.system(all["c"])
      def deep(c, n):
          if n > 0: deep(c, n - 1)
          else: os.system(c)
      def checked(c):
          if not c.startswith("/a/"): raise ValueError(c)
      def valid(c):
          d = c.strip()
          if d.startswith("/a/"): return d
          raise ValueError(c)
      def fine(c):
          if not c: return False
          return c.startswith("/a/")
      def content(p):
          with open("/a/b") as f: return f.read()
      def log(c): print(c)
      def lines(x):
          yield "ls"
          yield "ls " + x
      def outer(x):
          yield from lines(x)
      class Builder:
          def __init__(self): self.all = []
          def add(self, c):
              self.all.append(c)
              return self
          def go(self): os.system(" ".join(self.all))
      def fill(items, x): items.append(x)
      def replace(a, b):
          a = b
          return a
      def around(x, work):
          return work("ls " + x)
      @mcp.tool
      def t(cmd: str, number: int, listed: Literal["a", "b"]):
      """;

  private static List<String> evidence(String body) {
    String code = HELPERS + "  " + body.replace("; ", "\n  ") + "\n";
    return FlowRepository.python(code).commands().stream()
        .map(f -> f.evidence().key() + " " + f.tool())
        .toList();
  }

  @Test
  void tracesFromTheArgumentToTheSinkThroughFiles() {
    FlowRepository repository =
        FlowRepository.python(
                """
                from lib.run import run
                @mcp.tool
                def t(cmd: str):
                    full = "ls " + cmd
                    return run(full)
                """)
            .with("lib/__init__.py", "")
            .with("lib/run.py", "import os\ndef run(c):\n    return os.system(c)\n");

    assertEquals(
        List.of(
            new TraceStep("server.py", 6, "tool argument cmd"),
            new TraceStep("server.py", 7, "becomes full"),
            new TraceStep("server.py", 8, "passed to run"),
            new TraceStep("lib/run.py", 3, "reaches os.system")),
        repository.commands().getFirst().trace());
  }

  @Test
  void keepsTheBranchesOfADispatcherApart() {
    FlowRepository repository =
        new FlowRepository()
            .with(
                "server.py",
                """
                import os
                from mcp.server import Server
                from mcp.types import Tool
                server = Server("x")
                @server.list_tools()
                async def tools():
                    return [Tool(name="a", inputSchema={"properties": {"n": {"type": "integer"}}}),
                            Tool(name="b"), Tool(name="c")]
                @server.call_tool()
                async def call(name, arguments):
                    cmd = arguments["cmd"]
                    match name:
                        case "a": os.system("a" + str(arguments["n"]))
                        case "b": os.system("b" + cmd)
                        case "c": return 1
                """);

    assertEquals(List.of("proven b \"b\" + cmd"), repository.found());
  }

  @Test
  void endsOnRecursionAndReportsPromptsWithoutATool() {
    FlowRepository repository =
        FlowRepository.python(
            """
            def a(x): return b(x) or b(x)
            def b(x): return a(x) or a(x)
            @mcp.prompt()
            def p(q: str):
                a(q)
                os.system(q)
            """);

    assertEquals(List.of("proven null q"), repository.found());
  }
}
