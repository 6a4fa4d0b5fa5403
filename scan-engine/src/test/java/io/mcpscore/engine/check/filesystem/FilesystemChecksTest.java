package io.mcpscore.engine.check.filesystem;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mcpscore.engine.check.Fixture;
import io.mcpscore.engine.report.Reported;
import io.mcpscore.model.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilesystemChecksTest {

  private static final String TRAVERSAL = "fs-path-traversal";
  private static final String PREFIX = "fs-prefix-containment";
  private static final String SENSITIVE = "fs-sensitive-path";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fs.readFileSync(x)",
        "await fs.promises.readFile(path.join(root, x))",
        "fs.createWriteStream(`${root}/${x}`)",
        "fs.renameSync('a', x)",
        "const full = path.resolve(root, x); if (!y.startsWith(root + path.sep)) throw new Error(); fs.readFileSync(full)",
        "const full = path.resolve(root, x); if (!full.startsWith(root + path.sep)) console.log('odd'); fs.readFileSync(full)",
        "const full = path.resolve(root, x); const rel = path.relative(root, full); if (rel === '') return; fs.readFileSync(full)",
        "const full = path.resolve(root, x); const [, second] = path.relative(root, full).split('/'); if (second === '..') return; fs.readFileSync(full)",
      })
  void pathsThatNothingKeepsInsideAreHigh(String body) {
    assertEquals(List.of(Severity.HIGH), severities(script(body).run(TRAVERSAL)), body);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fs.readFileSync('notes.md')",
        "fs.readFileSync(path.join(root, 'notes.md'))",
        "fs.readFileSync(path.join(root, path.basename(x)))",
        "const full = path.resolve(root, x); if (!full.startsWith(root + path.sep)) throw new Error(); fs.readFileSync(full)",
        "const full = path.resolve(root, x); if (full.startsWith(root + '/')) { fs.readFileSync(full) }",
        "const full = path.resolve(root, x); if (full !== root && !full.startsWith(`${root}/`)) return; fs.readFileSync(full)",
        "const full = path.resolve(root, x); const rel = path.relative(root, full); if (rel.startsWith('..') || path.isAbsolute(rel)) throw new Error(); fs.readFileSync(full)",
        "const full = path.resolve(root, x); const rel = path.relative(root, full); if (rel === '..' || rel.startsWith(`..${path.sep}`)) return; fs.readFileSync(full)",
        "const full = path.resolve(root, x); const [first] = path.relative(root, full).split(path.sep); if (first === '..') throw new Error(); fs.readFileSync(full)",
        "const full = path.resolve(root, x); if (path.relative(root, full).split('/')[0] === '..') throw new Error(); fs.readFileSync(full)",
        "const full = path.resolve(root, x); if (/^\\.\\.(\\/|$)/.test(path.relative(root, full))) throw new Error(); fs.readFileSync(full)",
        "const inside = (p) => { const rel = path.relative(root, p); if (rel === '') return true; return !rel.startsWith('..'); }; const full = path.resolve(root, x); if (!inside(full)) return; fs.readFileSync(full)",
        "if (!ALLOWED.includes(x)) throw new Error(); fs.readFileSync(path.join(root, x))",
        "if (!/^[a-z0-9_-]+$/.test(x)) throw new Error(); fs.readFileSync(path.join(root, x))",
        "fs.writeFileSync('notes.md', x)",
        "fs.readFileSync(path.join(root, path.parse(x).base))",
        "fs.readFileSync(path.join(root, x.split('/').pop()))",
        "fs.readFileSync(path.join(root, x.replace(/[^a-z0-9]/g, '')))",
      })
  void containedPathsAreNone(String body) {
    assertEquals(List.of(), script(body).run(TRAVERSAL), body);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "open(x).read()",
        "open(os.path.join(ROOT, x)).read()",
        "(Path(ROOT) / x).read_text()",
        "Path(x).unlink()",
        "os.listdir(x)",
        "git.Repo(x)",
        "pandas.read_csv(x)",
        "Image.open(ROOT + '/' + x)",
        "async with aiofiles.open(x) as f: pass",
      })
  void theSameInPython(String body) {
    assertEquals(List.of(Severity.HIGH), severities(python(body).run(TRAVERSAL)), body);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "open(os.path.join(ROOT, os.path.basename(x))).read()",
        "p = (Path(ROOT) / x).resolve()\n    if not p.is_relative_to(ROOT):\n        raise ValueError()\n    p.read_text()",
        "p = os.path.realpath(os.path.join(ROOT, x))\n    if os.path.commonpath([ROOT, p]) != ROOT:\n        raise ValueError()\n    open(p)",
        "p = os.path.realpath(os.path.join(ROOT, x))\n    if not p.startswith(ROOT + os.sep):\n        return ''\n    open(p)",
        "open(os.path.join(ROOT, Path(x).name)).read()",
        "open(os.path.join(ROOT, x.split('/')[-1])).read()",
        "p = (Path(ROOT) / x).resolve()\n    if Path(ROOT) not in p.parents:\n        raise ValueError()\n    p.read_text()",
        "if '..' in Path(x).parts:\n        raise ValueError()\n    open(x)",
        "if os.path.relpath(x, ROOT).startswith('..'):\n        raise ValueError()\n    open(x)",
        "if x not in ALLOWED:\n        raise ValueError()\n    open(x)",
        "if not re.fullmatch(r'[a-z]+', x):\n        raise ValueError()\n    open(x)",
      })
  void theSameContainedInPython(String body) {
    assertEquals(List.of(), python(body).run(TRAVERSAL), body);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "fs.readFileSync(path.join(os.homedir(), '.ssh', 'id_rsa')) | HIGH",
        "fs.readFileSync(`${os.homedir()}/.gnupg/secring.gpg`) | HIGH",
        "const dir = os.homedir() + '/.ssh'; fs.readdirSync(dir) | HIGH",
        "fs.readFileSync('/etc/passwd') | HIGH",
        "fs.readFileSync(path.join(os.homedir(), '.aws/credentials')) | MEDIUM",
        "fs.readFileSync(path.join(os.homedir(), '.kube', 'config')) | MEDIUM",
        "fs.readFileSync('.env') | LOW",
      })
  void operationsOnPlacesOfCredentialsAreGraded(String body, Severity severity) {
    assertEquals(List.of(severity), severities(script(body).run(SENSITIVE)), body);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "const refused = ['/etc/passwd', '~/.ssh/id_rsa']; fs.readFileSync('notes.md')",
        "if (x === '/etc/shadow') throw new Error('no ~/.ssh here')",
        "fs.readFileSync(path.join(root, '.env.example'))",
        "fs.readFileSync('docs/ssh.md')",
        "console.log('/etc/passwd')",
      })
  void mentionsAreNone(String body) {
    assertEquals(List.of(), script(body).run(SENSITIVE), body);
  }

  @Test
  void anOperationThatNoToolReachesIsLow() {
    Fixture fixture =
        new Fixture().file("a.py", "def unused():\n    return open('/etc/shadow').read()\n");

    assertEquals(List.of(Severity.LOW), severities(fixture.run(SENSITIVE)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "if (x.startsWith('/data/notes')) { fs.readFileSync(x) }",
        "if (x.startsWith(root + path.sep)) { fs.readFileSync(x) }",
        "const full = path.join(root, x); if (!full.startsWith(root)) throw new Error(); fs.readFileSync(full)",
        "const full = path.resolve(root, x); if (![root].some((dir) => full.startsWith(dir))) throw new Error(); fs.readFileSync(full)",
      })
  void leakingContainmentIsFoundAtTheTestAndNotAgainBehindIt(String body) {
    assertEquals(List.of(Severity.HIGH), severities(script(body).run(PREFIX)), body);
    assertEquals(List.of(), script(body).run(TRAVERSAL), body);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "const full = path.resolve(root, x); if (!full.startsWith(root + path.sep)) throw new Error(); fs.readFileSync(full)",
        "const base = root + path.sep; const full = path.resolve(root, x); if (full.startsWith(base)) fs.readFileSync(full)",
        "if (x.startsWith(baseUrl)) fetch(x)",
        "if (x.startsWith('/help')) fs.readFileSync('help.md')",
        "const lines = x.split('\\n').filter((line) => line.startsWith(prefix)); use(lines)",
        "if (x.startsWith('--')) throw new Error()",
      })
  void soundContainmentAndOtherBeginningsAreNone(String body) {
    assertEquals(List.of(), script(body).run(PREFIX), body);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "p = Path(ROOT) / x\n    if not p.is_relative_to(ROOT):\n        raise ValueError()\n    p.read_text()",
        "p = os.path.join(ROOT, x)\n    if not p.startswith(ROOT + os.sep):\n        raise ValueError()\n    open(p)",
        "p = os.path.realpath(os.path.join(ROOT, x))\n    if os.path.commonprefix([ROOT, p]) != ROOT:\n        raise ValueError()\n    open(p)",
      })
  void containmentBeforeNormalisationLeaksInPython(String body) {
    assertEquals(List.of(Severity.HIGH), severities(python(body).run(PREFIX)), body);
    assertEquals(List.of(), python(body).run(TRAVERSAL), body);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fs.rmSync(root + '/' + x, { recursive: true })",
        "const options = { recursive: true }; fs.rmSync(x, { ...options, recursive: true })",
      })
  void deletedDirectoriesHaveACheckOfTheirOwn(String body) {
    assertEquals(List.of(Severity.HIGH), severities(script(body).run("fs-recursive-delete")), body);
    assertEquals(List.of(), script(body).run(TRAVERSAL), body);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fs.rmSync(path.join(root, x), { force: true })",
        "fs.rmSync(path.join(root, 'cache'), { recursive: true })",
      })
  void singleFilesAndFixedDirectoriesAreNone(String body) {
    assertEquals(List.of(), script(body).run("fs-recursive-delete"), body);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "os.chmod(ROOT, 0o700)",
        "os.chmod(ROOT, mode)",
        "os.umask(0o077)",
        "open('/tmp/x', 'r').read()",
        "tempfile.mkdtemp()",
        "open(os.path.join(tempfile.gettempdir(), str(uuid.uuid4())), 'w')",
        "zipfile.ZipFile('a.zip').extractall('out')",
        "tarfile.open('a.tar').extractall('out', filter='data')",
        "Path('.bashrc.example').write_text('')",
        "open(os.path.expanduser('~/.bashrc')).read()",
        "plot.savefig('chart.png')",
        "plot.savefig(os.path.join(ROOT, os.path.basename(x)))",
      })
  void harmlessOperationsAreNoneForAnyCheck(String body) {
    Fixture fixture = python("import tarfile, tempfile, uuid, zipfile\n    " + body);
    for (String check :
        List.of(
            "fs-permissive-mode",
            "fs-predictable-temp",
            "fs-archive-extraction",
            "fs-autostart-write",
            "fs-download-target")) {
      assertEquals(List.of(), fixture.run(check), check + ": " + body);
    }
  }

  private static List<Severity> severities(List<Reported> found) {
    return found.stream().map(r -> r.draft().severity()).toList();
  }

  private static Fixture script(String body) {
    return new Fixture()
        .file(
            "src/server.ts",
            """
            import fs from "node:fs";
            import os from "node:os";
            import path from "node:path";
            import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
            import { z } from "zod";
            const server = new McpServer({ name: "demo", version: "1.0.0" });
            const root = path.resolve("data");
            const ALLOWED = ["a", "b"];
            server.tool("demo", "Does it", { x: z.string() }, async ({ x }) => {
              %s;
              return { content: [] };
            });
            """
                .formatted(body));
  }

  private static Fixture python(String body) {
    return new Fixture()
        .file(
            "src/server.py",
            """
            import aiofiles
            import git
            import os
            import pandas
            import re
            import shutil
            from PIL import Image
            from pathlib import Path
            from mcp.server.fastmcp import FastMCP
            mcp = FastMCP("demo")
            ROOT = os.path.realpath("data")
            ALLOWED = ["a", "b"]

            @mcp.tool()
            def demo(x: str) -> str:
                \"""Does it.\"""
                %s
                return ""
            """
                .formatted(body));
  }
}
