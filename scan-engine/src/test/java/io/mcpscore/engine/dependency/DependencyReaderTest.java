package io.mcpscore.engine.dependency;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mcpscore.engine.source.SourceFile;
import io.mcpscore.engine.source.SourceText;
import io.mcpscore.model.FileRole;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class DependencyReaderTest {

  @Test
  void packageJsonGivesRangesPinsAndPlaces() {
    String text =
        """
        {
          "name": "x",
          "dependencies": {
            "zod": "^3.25.0", "@scope/lib": "1.2.3",
            "local": "file:../local", "own": "workspace:*", "fork": "owner/repo", "other": "npm:alias-of@1.0.0"
          },
          "devDependencies": { "tsx": "4.0.0" },
          "overrides": { "dependencies": { "no": "1.0.0" } }
        }
        """;

    List<Dependency> found = read("package.json", text);

    assertEquals(
        List.of(
            "zod null PRODUCTION",
            "@scope/lib 1.2.3 PRODUCTION",
            "fork null PRODUCTION",
            "alias-of 1.0.0 PRODUCTION",
            "tsx 4.0.0 DEVELOPMENT"),
        found.stream().map(DependencyReaderTest::line).toList());
    Dependency scoped = found.get(1);
    assertEquals("\"@scope/lib\": \"1.2.3\"", text.substring(scoped.start(), scoped.end()));
  }

  @Test
  void packageLocksOfAllVersionsGiveExactVersionsAtAnyDepth() {
    String flat =
        """
        { "name": "x", "lockfileVersion": 3, "packages": {
          "": { "name": "x", "version": "1.0.0" },
          "node_modules/a": { "version": "1.0.0", "dependencies": { "b": "^2.0.0" } },
          "node_modules/a/node_modules/@s/b": { "version": "2.0.0", "dev": true },
          "packages/own": { "version": "9.9.9" } } }
        """;
    String nested =
        """
        { "name": "x", "version": "1.0.0", "lockfileVersion": 1, "dependencies": {
          "a": { "version": "1.0.0", "requires": { "version": "9.9.9" },
            "dependencies": { "@s/b": { "version": "2.0.0", "dev": true } } } } }
        """;
    List<String> expected = List.of("a 1.0.0 LOCKED", "@s/b 2.0.0 LOCKED_DEVELOPMENT");

    assertEquals(expected, lines("package-lock.json", flat));
    assertEquals(expected, lines("package-lock.json", nested));
  }

  @Test
  void pnpmLocksOfAllVersionsGiveExactVersions() {
    String nine =
        """
        lockfileVersion: '9.0'
        importers:
          other@9.9.9:
        packages:

          '@s/b@2.0.0':
            resolution: {integrity: sha512-x}
          a@1.0.0:
            engines: {node: '>=18'}
        snapshots:
          a@1.0.0(zod@3.0.0): {}
        """;
    String five =
        """
        lockfileVersion: 5.4
        packages:
          /@s/b/2.0.0:
            dev: false
          /a/1.0.0_zod@3.0.0:
            dev: false
        """;

    assertEquals(List.of("@s/b 2.0.0 LOCKED", "a 1.0.0 LOCKED"), lines("pnpm-lock.yaml", nine));
    assertEquals(List.of("@s/b 2.0.0 LOCKED", "a 1.0.0 LOCKED"), lines("pnpm-lock.yaml", five));
  }

  @Test
  void yarnLocksOldAndNewGiveExactVersions() {
    String classic =
        """
        # yarn lockfile v1

        "@s/b@^2.0.0", "@s/b@^2.1.0":
          version "2.1.4"
          resolved "https://registry.example.org/b.tgz"
          dependencies:
            version "9.9.9"

        a@1.0.0:
          version "1.0.0"
        """;
    String later =
        """
        __metadata:
          version: 8

        "@s/b@npm:^2.0.0":
          version: 2.1.4

        "own@workspace:.":
          version: 0.0.0
        """;

    assertEquals(List.of("@s/b 2.1.4 LOCKED", "a 1.0.0 LOCKED"), lines("yarn.lock", classic));
    assertEquals(List.of("@s/b 2.1.4 LOCKED"), lines("yarn.lock", later));
  }

  @Test
  void requirementsGivePinsAndNormalisedNames() {
    String text =
        """
        # comment
        -r other.txt
        Flask_Login[async]==1.2.3 ; python_version > "3.8"
        requests>=2
        numpy
        git+https://example.org/x.git
        Pillow ~= 10.0  # images
        """;

    assertEquals(
        List.of(
            "flask-login 1.2.3 PRODUCTION",
            "requests null PRODUCTION",
            "numpy null PRODUCTION",
            "x null PRODUCTION",
            "pillow null PRODUCTION"),
        lines("requirements.txt", text));
    assertEquals(List.of("a 1.0 DEVELOPMENT"), lines("requirements-dev.txt", "a==1.0\n"));
  }

  @Test
  void pyprojectGivesStandardGroupsAndPoetry() {
    String text =
        """
        [project]
        name = "x"
        classifiers = ["Framework :: MCP"]
        dependencies = [
            "mcp[cli]>=1.2",  # protocol
            'httpx==0.27.0',
        ]

        [project.optional-dependencies]
        dev = ["pytest"]
        redis = ["redis>=5"]

        [dependency-groups]
        lint = ["ruff==0.5.0"]

        [tool.poetry.dependencies]
        python = "^3.11"
        pydantic = "^2"
        extra = { version = "1", optional = true }

        [tool.poetry.group.test.dependencies]
        respx = "*"

        [tool.ruff]
        select = ["E501"]
        """;

    assertEquals(
        List.of(
            "mcp null PRODUCTION",
            "httpx 0.27.0 PRODUCTION",
            "pytest null DEVELOPMENT",
            "redis null PRODUCTION",
            "ruff 0.5.0 DEVELOPMENT",
            "pydantic null PRODUCTION",
            "extra 1 PRODUCTION",
            "respx null DEVELOPMENT"),
        lines("pyproject.toml", text));
  }

  @Test
  void pythonLocksGiveExactVersionsWithoutTheProjectItself() {
    String uv =
        """
        version = 1

        [[package]]
        name = "own"
        version = "0.1.0"
        source = { editable = "." }

        [[package]]
        name = "anyio"
        version = "4.4.0"
        source = { registry = "https://registry.example.org" }

        [package.metadata]
        version = "9.9.9"
        """;
    String pipfile =
        """
        { "_meta": { "version": "==9" },
          "default": { "a": { "version": "==1.0" } },
          "develop": { "b": { "version": "==2.0" } } }
        """;

    assertEquals(List.of("anyio 4.4.0 LOCKED"), lines("uv.lock", uv));
    assertEquals(
        List.of("a 1.0 LOCKED", "b 2.0 LOCKED_DEVELOPMENT"), lines("Pipfile.lock", pipfile));
  }

  @Test
  void includedRequirementFilesAreReadWhateverTheirNames() {
    List<Dependency> found =
        DependencyReader.read(
            List.of(
                file("requirements.txt", FileRole.CONFIG, "-r deps/base.lst\n"),
                file(
                    "deps/base.lst",
                    FileRole.CONFIG,
                    "-r ./more.lst\na==1.0 \\\n  --hash=sha256:00\n"),
                file(
                    "deps/more.lst",
                    FileRole.CONFIG,
                    "-r base.lst\nb @ git+https://h.example/b.git@main\n")));

    assertEquals(
        List.of("a 1.0 PRODUCTION", "b null PRODUCTION"),
        found.stream().map(DependencyReaderTest::line).toList());
    assertEquals(Origin.Form.GIT, found.getLast().origin().form());
  }

  @Test
  void setupFilesAndEnvironmentsGiveTheirLiteralLists() {
    String call =
        """
        from setuptools import setup
        setup(name="x", install_requires=["mcp[cli]>=1", 'httpx==0.27.0'], extras_require=None)
        """;
    String sections =
        """
        [metadata]
        name = x
        [options]
        install_requires =
            mcp>=1
            httpx==0.27.0 ; python_version > "3"
        [options.extras_require]
        test = pytest
        """;
    String conda =
        """
        dependencies:
          - python=3.11
          - pip:
            - mcp>=1
            - httpx==0.27.0
        """;
    List<String> expected = List.of("mcp null PRODUCTION", "httpx 0.27.0 PRODUCTION");

    assertEquals(expected, lines("setup.py", call));
    assertEquals(expected, lines("setup.cfg", sections).subList(0, 2));
    assertEquals("pytest null DEVELOPMENT", lines("setup.cfg", sections).getLast());
    assertEquals(expected, lines("environment.yml", conda));
  }

  @Test
  void pipfilesAndDenoImportsAreManifestsToo() {
    assertEquals(
        List.of("a null PRODUCTION", "b 1.0 PRODUCTION", "pytest null DEVELOPMENT"),
        lines(
            "Pipfile",
            "[packages]\na = \"*\"\nb = {version = \"==1.0\"}\n[dev-packages]\npytest = \"*\"\n"));
    assertEquals(
        List.of("zod null PRODUCTION"),
        lines("deno.json", "{\"imports\": {\"zod\": \"npm:zod@^3\", \"@std/a\": \"jsr:@std/a\"}}"));
  }

  @Test
  void locksTellWhatOnlyDevelopmentNeeds() {
    String uv =
        """
        [[package]]
        name = "own"
        source = { virtual = "." }
        dependencies = [ { name = "a" } ]
        [package.dev-dependencies]
        dev = [ { name = "pytest" } ]
        [[package]]
        name = "a"
        version = "1"
        dependencies = [ { name = "b" } ]
        [[package]]
        name = "b"
        version = "2"
        [[package]]
        name = "pytest"
        version = "8"
        """;
    String pnpm =
        """
        importers:
          .:
            dependencies:
              a:
                specifier: ^1.0.0
                version: 1.0.0(c@3.0.0)
            devDependencies:
              t:
                specifier: ^1.0.0
                version: 1.0.0
        packages:
          a@1.0.0:
            resolution: {integrity: sha512-x}
          b@2.0.0:
            resolution: {integrity: sha512-x}
          t@1.0.0:
            resolution: {integrity: sha512-x}
        snapshots:
          a@1.0.0(c@3.0.0):
            dependencies:
              b: 2.0.0
        """;

    assertEquals(
        List.of("a 1 LOCKED", "b 2 LOCKED", "pytest 8 LOCKED_DEVELOPMENT"), lines("uv.lock", uv));
    assertEquals(
        List.of("a 1.0.0 LOCKED", "b 2.0.0 LOCKED", "t 1.0.0 LOCKED_DEVELOPMENT"),
        lines("pnpm-lock.yaml", pnpm));
  }

  @Test
  void yarnLocksAreAskedByWhatTheManifestsWant() {
    String manifest =
        "{\"dependencies\": {\"a\": \"^1.0.0\"}, \"devDependencies\": {\"t\": \"^1.0.0\"}}";
    String classic =
        """
        a@^1.0.0, a@^1.1.0:
          version "1.1.0"
          dependencies:
            "@s/b" "^2.0.0"

        "@s/b@^2.0.0":
          version "2.1.0"

        t@^1.0.0:
          version "1.5.0"
        """;
    String later =
        """
        "a@npm:^1.0.0":
          version: 1.1.0
          dependencies:
            "@s/b": "npm:^2.0.0"

        "@s/b@npm:^2.0.0":
          version: 2.1.0

        "t@npm:^1.0.0":
          version: 1.5.0
        """;

    for (String lock : List.of(classic, later)) {
      List<Dependency> found =
          DependencyReader.read(
              List.of(
                  file("package.json", FileRole.CONFIG, manifest),
                  file("yarn.lock", FileRole.CONFIG, lock)));
      assertEquals(
          List.of("a 1.1.0 LOCKED", "@s/b 2.1.0 LOCKED", "t 1.5.0 LOCKED_DEVELOPMENT"),
          found.subList(2, 5).stream().map(DependencyReaderTest::line).toList());
    }
  }

  @Test
  void malformedFilesGiveWhatCameBefore() {
    assertEquals(
        List.of("a 1.0.0 PRODUCTION"),
        lines("package.json", "{\"dependencies\":{\"a\":\"1.0.0\",\"b\" oops"));
    assertEquals(List.of(), lines("package.json", "[".repeat(5000)));
    assertEquals(List.of(), lines("package-lock.json", "\u0000\u0001"));
    for (String name :
        List.of("uv.lock", "pyproject.toml", "pnpm-lock.yaml", "yarn.lock", "setup.cfg")) {
      assertEquals(
          List.of(), lines(name, "[[".repeat(9000) + "\n" + "a: - [".repeat(900) + "\n= '"));
      assertEquals(List.of(), lines(name, "x = " + "[{a=".repeat(90000)));
    }
  }

  @Test
  void manifestsOfTestsAndExamplesAreNotTheServers() {
    SourceFile example =
        file("examples/package.json", FileRole.EXAMPLE, "{\"dependencies\":{\"a\":\"1\"}}");

    assertEquals(List.of(), DependencyReader.read(List.of(example)));
  }

  private static List<String> lines(String name, String text) {
    return read(name, text).stream().map(DependencyReaderTest::line).toList();
  }

  private static String line(Dependency d) {
    return d.name() + " " + d.version() + " " + d.kind();
  }

  private static List<Dependency> read(String name, String text) {
    return DependencyReader.read(List.of(file("sub/" + name, FileRole.CONFIG, text)));
  }

  private static SourceFile file(String path, FileRole role, String text) {
    return new SourceFile(path, role, null, new SourceText(text.getBytes(StandardCharsets.UTF_8)));
  }
}
