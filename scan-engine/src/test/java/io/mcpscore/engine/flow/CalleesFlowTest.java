package io.mcpscore.engine.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Calls whose target only its name tells, and sinks that several tools share. */
class CalleesFlowTest {

  @Test
  void aMethodOfAnUnknownObjectIsAssumedToBeTheOnlyOneOfItsName() {
    FlowRepository python =
        FlowRepository.python(
            "@mcp.tool()\ndef run(x: str, client) -> str:\n  client.run_command(x)\n"
                + "class Shell:\n  def run_command(self, text):\n    os.system(text)\n");
    FlowRepository script =
        FlowRepository.script(
            "let shell; function set(s) { shell = s; }\n"
                + "server.tool('t', { x: z.string() }, async ({ x }) => shell.runCommand(x));\n"
                + "class Shell { runCommand(text) { exec(text); } }\n");

    assertEquals(List.of("likely run text"), python.found());
    assertEquals(List.of("likely t text"), script.found());
  }

  @Test
  void aNameOfSeveralMethodsOrOfOneWordSaysNothing() {
    String tool = "@mcp.tool()\ndef run(x: str, client) -> str:\n  client.%s(x)\n";
    String type = "class %s:\n  def %s(self, text):\n    os.system(text)\n";

    FlowRepository several =
        FlowRepository.python(
            tool.formatted("run_command")
                + type.formatted("A", "run_command")
                + type.formatted("B", "run_command"));
    FlowRepository single =
        FlowRepository.python(tool.formatted("start") + type.formatted("A", "start"));

    assertEquals(List.of(), several.found());
    assertEquals(List.of(), single.found());
  }

  @Test
  void whatABaseLeavesToItsSubclassesIsThatOfTheToolsOwnClass() {
    FlowRepository repository =
        FlowRepository.python(
            """
            class Base:
              def handle(self, text: str):
                return self.work(text)
              def work(self, text):
                raise NotImplementedError
            class Shell(Base):
              def work(self, text):
                os.system(text)
            class Plain(Base):
              def work(self, text):
                return text
            TABLE = {"shell": Shell(), "plain": Plain()}
            for name, tool in TABLE.items():
              mcp.add_tool(tool.handle, name=name)
            """);

    assertEquals(List.of("proven shell text"), repository.found());
    assertEquals(
        List.of("shell"),
        repository
            .flow()
            .reaching(repository.module("server.py"), repository.node("server.py", "os.system"))
            .stream()
            .map(t -> t.name())
            .toList());
  }

  @Test
  void aProtocolStandsForTheClassThatImplementsIt() {
    FlowRepository repository =
        FlowRepository.python(
            """
            from typing import Protocol
            class Runner(Protocol):
              def run_command(self, text: str) -> str:
                \"\"\"Runs.\"\"\"
                ...
            class Tools(Runner):
              def start(self, text):
                self.run_command(text)
            class Shell:
              def run_command(self, text: str) -> str:
                os.system(text)
            @mcp.tool()
            def run(x: str) -> str:
              Tools().start(x)
            """);

    assertEquals(List.of("likely run text"), repository.found());
  }

  @Test
  void anInterfaceStandsForTheFewClassesThatImplementIt() {
    String tools =
        """
        interface Backend { go(q: string): string }
        class Search {
          private backend: Backend;
          constructor(b: Backend, private readonly other: Backend) { this.backend = b; }
          field(q: string) { return this.backend.go(q); }
          property(q: string) { return this.other.go(q); }
        }
        function parameter(b: Backend, q: string) { return b.go(q); }
        const search = new Search(make(), make());
        server.tool('t', { x: z.string() }, async ({ x }) => search.field(x));
        server.tool('u', { x: z.string() }, async ({ x }) => search.property(x));
        server.tool('v', { x: z.string() }, async ({ x }) => parameter(make(), x));
        server.tool('w', { x: z.string() }, async ({ x }) => make().go(x));
        class Shell implements Backend { go(q: string) { return exec(q); } }
        """;

    List<String> found =
        List.of(
            "likely t q",
            "likely t this.backend.go(q)",
            "likely u this.other.go(q)",
            "likely v b.go(q)");
    assertEquals(found, FlowRepository.script(tools).found());
    assertEquals(
        found,
        FlowRepository.script(tools + "class Memory implements Backend { go(q) { return q; } }")
            .found());
    StringBuilder many = new StringBuilder(tools);
    for (int i = 0; i < 5; i++) {
      many.append("class Memory%d implements Backend { go(q) { return q; } }\n".formatted(i));
    }
    assertEquals(List.of(), FlowRepository.script(many.toString()).found());
  }

  @Test
  void anInterfaceStandsForTheFewObjectsThatAreDeclaredAsIt() {
    FlowRepository repository =
        FlowRepository.script(
            """
            interface Platform { show(id: string): string; list(): string; hide(id: string): string }
            function show(id: string) { return exec('show ' + id); }
            const windows: Platform = { show, list: () => 'none', hide: (id) => exec('hide ' + id) };
            const linux: Platform = { show: (id) => id, list() { return 'none'; }, hide: (id) => id };
            function start(here: Platform, x: string) { return here.show(x); }
            function drop(here: Platform, x: string) { return here.hide(x); }
            server.tool('t', { x: z.string() }, async ({ x }) => start(make(), x));
            server.tool('u', { x: z.string() }, async ({ x }) => drop(make(), x));
            """);

    assertEquals(List.of("likely t 'show ' + id", "likely u 'hide ' + id"), repository.found());
  }

  @Test
  void aMethodWithoutABodyStandsForThoseOfItsSubclasses() {
    String tools =
        """
        from abc import ABC, abstractmethod
        class Backend(ABC):
            @abstractmethod
            def go(self, q):
                ...
        class Shell(Backend):
            def go(self, q):
                os.system(q)
        class Memory(Backend):
            def go(self, q):
                return q
        class Stranger:
            def go(self, q):
                eval(q)
        def make(kind) -> Backend:
            return Memory() if kind == 'm' else Shell()
        @mcp.tool()
        def t(x: str):
            make('s').go(x)
        """;

    assertEquals(List.of("likely t q"), FlowRepository.python(tools).found());
  }

  @Test
  void aSharedSinkIsToldAtTheLastCallsOfOneToolEach() {
    FlowRepository repository =
        FlowRepository.python(
            """
            class Executor:
              def execute(self, text: str):
                os.system(text)
            class Pods:
              def __init__(self):
                self.executor = Executor()
              def show(self, name: str):
                return self.executor.execute('show ' + name)
              def drop(self, name: str):
                return self.executor.execute('drop ' + name)
            pods = Pods()
            @mcp.tool()
            def show(name: str):
              return pods.show(name)
            @mcp.tool()
            def drop(name: str):
              return pods.drop(name)
            """);

    assertEquals(
        List.of(
            "proven show text",
            "proven show self.executor.execute('show ' + name)",
            "proven drop self.executor.execute('drop ' + name)"),
        repository.found());
  }

  @Test
  void aThreadRunsItsFunctionWithTheItemsOfItsList() {
    FlowRepository repository =
        FlowRepository.python(
            """
            import threading
            def work(count, text):
              os.system(text)
            @mcp.tool()
            def run(x: str) -> str:
              threading.Thread(target=work, args=(1, x)).start()
            @mcp.tool()
            def rest(x: str) -> str:
              threading.Thread(target=work, args=(x, 'ls')).start()
            """);

    assertEquals(List.of("proven run text"), repository.found());
  }

  @Test
  void aFunctionThatIsGivenBackKeepsWhatItSees() {
    FlowRepository script =
        FlowRepository.script(
            """
            const runner = (text) => () => exec(text);
            function later(text) { return function () { return exec('b ' + text); }; }
            const other = (text) => (more) => exec('c');
            server.tool('t', { x: z.string() }, async ({ x }) => runner(x)());
            server.tool('u', { x: z.string() }, async ({ x }) => later(x)());
            server.tool('v', { x: z.string() }, async ({ x }) => other(x)('y'));
            """);
    FlowRepository python =
        FlowRepository.python(
            "def runner(text):\n  return lambda: os.system(text)\n"
                + "@mcp.tool()\ndef run(x: str) -> str:\n  return runner(x)()\n");

    assertEquals(List.of("proven t text", "proven u 'b ' + text"), script.found());
    assertEquals(List.of("proven run text"), python.found());
  }

  @Test
  void theDeclaredResultOfAFunctionTellsItsClass() {
    FlowRepository repository =
        FlowRepository.script(
            """
            class Shell { run(text) { exec(text); } static start(text) { this.go(text); }
              static go(text) { exec('ls ' + text); } }
            async function shell(): Promise<Shell> { if (1) { return a; } return b; }
            server.tool('t', { x: z.string() }, async ({ x }) => { (await shell()).run(x); });
            server.tool('u', { x: z.string() }, async ({ x }) => Shell.start(x));
            """);

    assertEquals(List.of("proven t text", "proven u 'ls ' + text"), repository.found());
  }

  @Test
  void everyToolThatSharesAHelperIsNamed() {
    FlowRepository repository =
        FlowRepository.script(
            """
            function run(text) { exec(text); }
            server.tool('a', { x: z.string() }, async ({ x }) => run(`a ${x}`));
            server.tool('b', { x: z.string() }, async ({ x }) => run(`b ${x}`));
            """);

    assertEquals(
        List.of("proven a text", "proven a run(`a ${x}`)", "proven b run(`b ${x}`)"),
        repository.found());
  }

  @Test
  void aSharedHelperIsToldWhereOneToolAloneCallsIt() {
    FlowRepository repository =
        FlowRepository.script(
            """
            const shell = { run(text) { exec(text); } };
            function list(name) { return shell.run(`list ${name}`); }
            function drop(name) { return check(`drop ${name}`); }
            function check(text) { return shell.run(text); }
            server.tool('a', { x: z.string() }, async ({ x }) => list(x));
            server.tool('b', { x: z.string() }, async ({ x }) => drop(x));
            server.tool('c', { x: z.string() }, async ({ x }) => check(x));
            """);

    assertEquals(
        List.of(
            "proven a text",
            "proven a shell.run(`list ${name}`)",
            "proven b check(`drop ${name}`)",
            "proven c check(x)"),
        repository.found());
  }

  @Test
  void aTestThatIsMadeSometimesIsDoubtedInEveryForm() {
    FlowRepository repository =
        FlowRepository.script(
            """
            const names = process.env.NAMES ? ['a', 'b'] : null;
            function check(text) {
              if (!names) return;
              if (!['a', 'b'].includes(text)) throw new Error('no');
            }
            server.tool('t', { x: z.string() }, async ({ x }) => {
              const full = path.resolve(x);
              check(full);
              exec(x);
            });
            """);

    assertEquals(List.of("likely t x"), repository.found());
  }

  @Test
  void aDoubtedFormIsTestedForAllOfThemLater() {
    FlowRepository repository =
        FlowRepository.script(
            """
            const strict = process.env.STRICT;
            function perhaps(text) {
              if (!strict) return;
              if (!['a', 'b'].includes(text)) throw new Error('no');
            }
            function check(text) {
              const full = path.resolve(text);
              perhaps(full);
              if (!['a', 'b', 'c'].includes(full)) throw new Error('no');
            }
            server.tool('t', { x: z.string() }, async ({ x }) => { check(x); exec(x); });
            """);

    assertEquals(List.of(), repository.found());
  }

  @Test
  void whatAnswersCallsIsFollowedWithoutItsList() {
    FlowRepository script =
        new FlowRepository()
            .with(
                "server.ts",
                """
                import { Server } from "@modelcontextprotocol/sdk/server/index.js";
                import { CallToolRequestSchema } from "@modelcontextprotocol/sdk/types.js";
                import { exec } from "child_process";
                const server = new Server({ name: "s", version: "1" });
                server.setRequestHandler(CallToolRequestSchema, async (request) => {
                  exec(request.params.arguments.text);
                });
                """);

    assertEquals(List.of("proven null request.params.arguments.text"), script.found());
  }
}
