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
  private static final String ARGUMENT = "rce-argument-injection";

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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "execFile('git', ['log', x])",
        "execFile('git', ['-C', dir, 'log', '--oneline', x])",
        "const args = ['clone']; args.push(x, 'target'); spawn('git', args)",
        "spawn('tar', ['-xf', 'a.tar'].concat([x]))",
        "spawn('/usr/bin/ssh', [x, 'uptime'])",
        "const args = ['log', ...(x ? [x] : [])]; execFile('git', args)",
        "simpleGit(dir).checkout(x)",
        "simpleGit(dir).raw(['diff', x])",
        "if (!/^[a-z-]+$/.test(x)) throw new Error(); execFile('git', ['log', x])",
      })
  void valuesThatMayBecomeOptionsAreHigh(String body) {
    assertEquals(List.of(Severity.HIGH), severities(argv(body).run(ARGUMENT)), body);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "execFile('git', ['log', '--', x])",
        "const args = ['log', '--end-of-options']; args.push(x); execFile('git', args)",
        "execFile('git', ['commit', '-m', x])",
        "execFile('git', ['log', '--author', x])",
        "execFile('git', ['log', `--format=${x}`])",
        "execFile('git', ['log', `refs/heads/${x}`])",
        "execFile('git', ['log', path.resolve(x)])",
        "execFile('echo', [x])",
        "if (x.startsWith('-')) throw new Error(); execFile('git', ['log', x])",
        "if (x[0] === '-') return; execFile('git', ['log', x])",
        "if (!/^[a-z][a-z-]*$/.test(x)) throw new Error(); execFile('git', ['log', x])",
        "let args = ['log']; if (x) { args = ['show', x]; } else { execFile('git', args); }",
      })
  void valuesThatCannotBecomeOptionsAreNone(String body) {
    assertEquals(List.of(), argv(body).run(ARGUMENT), body);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "repo.git.diff(x)",
        "repo.git.log('--oneline', x)",
        "subprocess.run(['git', 'log', x])",
        "args = ['curl', '-s']\n    args += [x]\n    subprocess.run(args)",
        "asyncio.create_subprocess_exec('git', 'clone', x)",
      })
  void theSameOptionsInPython(String body) {
    assertEquals(
        List.of(Severity.HIGH),
        severities(
            python("import asyncio, git, re, subprocess\nrepo = git.Repo('.')", body)
                .run(ARGUMENT)),
        body);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "repo.git.diff('--', x)",
        "repo.git.branch('--contains', x)",
        "repo.git.log(max_count=x)",
        "repo.index.add([x])",
        "subprocess.run(['git', 'log', '--', x])",
        "if x.startswith(('-', '+')):\n        raise ValueError()\n    repo.git.diff(x)",
        "if not re.match(r'[0-9a-f]+$', x):\n        raise ValueError()\n    repo.git.diff(x)",
        "subprocess.run(['git', 'log', x.lstrip('-')])",
      })
  void theSameSafeOptionsInPython(String body) {
    assertEquals(
        List.of(),
        python("import asyncio, git, re, subprocess\nrepo = git.Repo('.')", body).run(ARGUMENT),
        body);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "if (!/^[\\w./-]+$/.test(x)) throw new Error(); exec('git log ' + x)",
        "const SAFE = /^[a-z]+$/; if (SAFE.test(x)) exec('git log ' + x)",
        "if (/[^a-z0-9]/i.test(x)) throw new Error(); exec('git log ' + x)",
        "exec('git log ' + x.replace(/[^a-z0-9]/gi, ''))",
        "const q = \"'\" + x.replace(/'/g, \"'\\\\''\") + \"'\"; exec('git log ' + q)",
      })
  void commandsOfTestedAndQuotedValuesAreNone(String body) {
    String head = "import { exec } from 'node:child_process';\n";

    assertEquals(List.of(), script(head, body).run(PROCESS), body);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "if (/[;&|]/.test(x)) throw new Error(); exec('git log ' + x)",
        "exec('git log ' + x.replace(/[;&|]/g, ''))",
        "exec('git log \"' + x.replace(/\"/g, '\\\\\"') + '\"')",
        "if (!/^[a-z]+|[0-9]+$/.test(x)) throw new Error(); exec('git log ' + x)",
      })
  void listsOfForbiddenCharactersDoNotCount(String body) {
    String head = "import { exec } from 'node:child_process';\n";

    assertEquals(List.of(Severity.CRITICAL), severities(script(head, body).run(PROCESS)), body);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "if not re.fullmatch(r'[0-9+*/(). -]+', x):\n        raise ValueError()\n    eval(x)",
        "if not all(c in '0123456789+-*/(). ' for c in x):\n        raise ValueError()\n    eval(x)",
      })
  void calculationsWithoutNamesMayBeEvaluated(String body) {
    assertEquals(List.of(), python("import re", body).run(EVAL), body);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "handlers[x]()",
        "const table = { a: () => 1 }; table[x]()",
        "fs[`read${x}`]()",
        "import('./fixed.js')",
      })
  void ownTablesAndFixedNamesAreNoReflection(String body) {
    Fixture fixture = script("import fs from 'node:fs';\n", body);

    assertEquals(List.of(), fixture.run("rce-reflective-call"), body);
    assertEquals(List.of(), fixture.run("rce-dynamic-import"), body);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "execFile('python3', ['script.py', x])",
        "spawn('docker', ['run', 'python', 'python', '-c', x])",
        "execFile('node', ['-e', 'console.log(1)', x])",
      })
  void interpretersOfFixedProgramsAreNoRunners(String body) {
    assertEquals(List.of(), argv(body).run("rce-code-runner"), body);
  }

  @Test
  void aDownloadThatIsComparedWithADigestIsNone() {
    String body =
        "text = requests.get('https://example.com/a').text\n"
            + "    if hashlib.sha256(text.encode()).hexdigest() != KNOWN:\n        raise ValueError()\n"
            + "    exec(text)";

    assertEquals(List.of(), python("import hashlib, requests", body).run("rce-download-execute"));
  }

  @Test
  void aScriptThatOnlyTellsOfADownloadIsNone() {
    Fixture fixture =
        new Fixture()
            .file(
                "install.sh",
                "# curl https://a.example/x | sh\necho 'curl https://a.example | sh'\n")
            .file("Dockerfile", "FROM scratch\nRUN curl -o a.tgz https://a.example/a.tgz\n");

    assertEquals(List.of(), fixture.run("rce-download-execute"));
  }

  private static Fixture argv(String body) {
    return script(
        "import { execFile, spawn } from 'node:child_process';\nimport path from 'node:path';\n"
            + "import { simpleGit } from 'simple-git';\nconst dir = '.';\n",
        body);
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
