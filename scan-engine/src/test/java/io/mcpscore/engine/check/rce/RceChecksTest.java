package io.mcpscore.engine.check.rce;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mcpscore.engine.check.Fixture;
import io.mcpscore.engine.report.Reported;
import io.mcpscore.model.Evidence;
import io.mcpscore.model.FileRole;
import io.mcpscore.model.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RceChecksTest {

  private static final String EVAL = "rce-eval";
  private static final String FUNCTION = "rce-function-constructor";
  private static final String PROCESS = "rce-child-process";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "eval(x)",
        "globalThis.eval(x)",
        "const y = 'a' + x; eval(y)",
        "eval(`f(${x})`)",
        "[x].forEach((one) => eval(one))",
      })
  void agentTextThatIsEvaluatedIsCritical(String body) {
    assertEquals(List.of(Severity.CRITICAL), severities(script("", body).run(EVAL)), body);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "eval('1 + 1')",
        "const eval = (text) => text; eval(x)",
        "parser.eval(x)",
        "log('eval(x)')",
        "/* eval(x) */",
        "evaluate(x)",
      })
  void constantsOtherFunctionsAndMentionsAreNoEval(String body) {
    assertEquals(List.of(), script("", body).run(EVAL), body);
  }

  @ParameterizedTest
  @ValueSource(strings = {"eval(x)", "exec(x)", "exec(compile(x, 'a', 'exec'))"})
  void pythonsRelativesOfEvalCountAsWell(String body) {
    assertEquals(Severity.CRITICAL, severities(python("", body).run(EVAL)).getFirst(), body);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "re.compile(x)",
        "ast.literal_eval(x)",
        "model.eval()",
        "session.exec(x)",
        "eval('1 + 1')",
      })
  void pythonsNamesakesDoNot(String body) {
    assertEquals(List.of(), python("import ast, re", body).run(EVAL), body);
  }

  @Test
  void everyArgumentOfTheFunctionConstructorIsCode() {
    assertEquals(
        List.of(Severity.CRITICAL),
        severities(script("", "new Function(x, 'return 1')").run(FUNCTION)));
    assertEquals(
        List.of(Severity.CRITICAL),
        severities(script("", "Function('return ' + x)()").run(FUNCTION)));
    assertEquals(List.of(), script("", "new Function('return 1')").run(FUNCTION));
    assertEquals(List.of(), script("class Function {}", "new Function(x)").run(FUNCTION));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "exec('git log ' + x)",
        "execSync(`git log ${x}`)",
        "spawn('git log ' + x, { shell: true })",
        "spawn(x, ['log'], { shell: true })",
        "spawn('sh', ['-c', x])",
        "spawn('/bin/bash', ['-lc', 'git log ' + x])",
        "spawn(x, [])",
        "execFile(x)",
        "cp.exec(x)",
        "promisify(exec)(x)",
      })
  void commandsThatAnAgentDecidesAreCritical(String body) {
    String head =
        "import { exec, execSync, execFile, spawn } from 'node:child_process';\n"
            + "import * as cp from 'child_process';\nimport { promisify } from 'util';\n";

    assertEquals(List.of(Severity.CRITICAL), severities(script(head, body).run(PROCESS)), body);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "exec('git status')",
        "const c = 'git status'; exec(c)",
        "execFile('git', ['log', x])",
        "spawn('git', ['log', '--', x])",
        "spawn('git', ['log', x], { shell: false })",
        "spawn(process.execPath, ['worker.js'])",
        "spawn('node', ['-c', x])",
        "regex.exec(x)",
        "db.exec(x)",
      })
  void constantsAndListsWithoutAShellAreNone(String body) {
    String head = "import { exec, execFile, spawn } from 'node:child_process';\n";

    assertEquals(List.of(), script(head, body).run(PROCESS), body);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "os.system('git log ' + x)",
        "os.popen(f'git log {x}')",
        "subprocess.run(f'git log {x}', shell=True)",
        "subprocess.check_output('git log %s' % x, shell=True)",
        "subprocess.Popen(['sh', '-c', f'git log {x}'])",
        "subprocess.run([x])",
        "subprocess.run(shlex.split(x))",
        "subprocess.getoutput(x)",
        "asyncio.create_subprocess_shell(x)",
      })
  void theSameInPython(String body) {
    assertEquals(
        List.of(Severity.CRITICAL),
        severities(python("import asyncio, os, shlex, subprocess", body).run(PROCESS)),
        body);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "subprocess.run(['git', 'log', x])",
        "subprocess.run('uptime', shell=True)",
        "subprocess.run('git log ' + shlex.quote(x), shell=True)",
        "asyncio.create_subprocess_exec('git', 'log', x)",
        "command = ['git']; command.append(x); subprocess.run(command)",
      })
  void theSameSafelyInPython(String body) {
    assertEquals(List.of(), python("import asyncio, shlex, subprocess", body).run(PROCESS), body);
  }

  @Test
  void aComputedCommandThatNoToolReachesIsLowAndSaysSo() {
    Reported found =
        new Fixture()
            .file("a.py", "import os\n\ndef f(x):\n    os.system('git log ' + x)\n")
            .run(PROCESS)
            .getFirst();

    assertEquals(Severity.LOW, found.draft().severity());
    assertEquals(Evidence.HEURISTIC, found.draft().evidence());
    assertEquals(
        "A computed value reaches a command that is run; no tool was shown to come here.",
        found.draft().description());
  }

  @Test
  void inTestsItIsWorthAWordOnly() {
    Reported found =
        new Fixture()
            .file("a.test.py", FileRole.TEST, "import os\n\ndef f(x):\n    os.system(x)\n")
            .run(PROCESS)
            .getFirst();

    assertEquals(Severity.INFO, found.draft().severity());
  }

  @Test
  void aFlowNamesItsToolAndItsSteps() {
    Reported found = script("", "const y = x.trim();\n    eval(y)").run(EVAL).getFirst();

    assertEquals(Evidence.PROVEN, found.draft().evidence());
    assertEquals("demo", found.draft().tool());
    assertEquals("src/server.ts", found.draft().trace().getFirst().file());
    assertEquals(7, found.draft().trace().getLast().line());
  }

  private static List<Severity> severities(List<Reported> found) {
    return found.stream().map(r -> r.draft().severity()).toList();
  }

  /** A server with one tool, whose argument is {@code x}. */
  private static Fixture script(String head, String body) {
    return new Fixture()
        .file(
            "src/server.ts",
            """
            import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
            import { z } from "zod";
            const server = new McpServer({ name: "demo", version: "1.0.0" });
            %sserver.tool("demo", "Does it", { x: z.string() }, async ({ x }) => {

                %s;
              return { content: [] };
            });
            """
                .formatted(head, body));
  }

  private static Fixture python(String head, String body) {
    return new Fixture()
        .file(
            "src/server.py",
            """
            from mcp.server.fastmcp import FastMCP
            %s
            mcp = FastMCP("demo")

            @mcp.tool()
            def demo(x: str) -> str:
                \"""Does it.\"""
                %s
                return ""
            """
                .formatted(head, body));
  }
}
