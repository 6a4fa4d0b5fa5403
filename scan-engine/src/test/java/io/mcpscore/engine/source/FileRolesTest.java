package io.mcpscore.engine.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mcpscore.model.FileRole;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileRolesTest {

  @ParameterizedTest
  @CsvSource({
    "src/index.ts, SOURCE",
    "src/git/src/mcp_server_git/server.py, SOURCE",
    "src/latest/contest.py, SOURCE",
    "src/tools/run-tests.ts, SOURCE",
    "src/examples.ts, SOURCE",
    "src/app.config.ts, SOURCE",
    "scripts/install.sh, SOURCE",
    "package.json, CONFIG",
    "pnpm-lock.yaml, CONFIG",
    "uv.lock, CONFIG",
    "src/fetch/pyproject.toml, CONFIG",
    "requirements-dev.txt, CONFIG",
    "setup.py, CONFIG",
    "Dockerfile, CONFIG",
    "docker/app.Dockerfile, CONFIG",
    ".github/workflows/test.yml, CONFIG",
    ".env.production, CONFIG",
    ".npmrc, CONFIG",
    ".gitattributes, CONFIG",
    "server.key, CONFIG",
    "vitest.config.ts, CONFIG",
    ".claude/skills/x/SKILL.md, CONFIG",
    "CLAUDE.md, CONFIG",
    "src/__tests__/lib.ts, TEST",
    "src/lib.test.ts, TEST",
    "src/lib.spec.mjs, TEST",
    "tests/testserver/key.pem, TEST",
    "Tests/Helper.py, TEST",
    "src/integration-tests/a.ts, TEST",
    "src/test_server.py, TEST",
    "src/time_server_test.py, TEST",
    "conftest.py, TEST",
    "e2e/run.ts, TEST",
    "src/mocks/api.ts, TEST",
    "benchmarks/speed.py, TEST",
    "spec/server.ts, TEST",
    "spec/openapi.yaml, CONFIG",
    "tests/fixtures/repo/index.ts, FIXTURE",
    "internal/testdata/a.json, FIXTURE",
    "examples/client/index.ts, EXAMPLE",
    "demo/server.py, EXAMPLE",
    "docs_src/tools/server.py, EXAMPLE",
    "guide/tutorial002.py, EXAMPLE",
    "guide/lesson-3_auth.ts, EXAMPLE",
    "src/tutorial.py, SOURCE",
    ".env.example, EXAMPLE",
    "packages/web/src/serve.examples.ts, EXAMPLE",
    "config.sample.json, EXAMPLE",
    "README.md, DOCS",
    "docs/conf.py, DOCS",
    "LICENSE, DOCS",
    "notes.txt, DOCS",
    "node_modules/a/index.js, VENDORED",
    "third_party/a/b.py, VENDORED",
    "vendor/tests/a.js, VENDORED",
    "lib/python3/site-packages/a.py, VENDORED",
    "dist/index.js, GENERATED",
    "packages/a/build/index.js, GENERATED",
    "public/app.min.js, GENERATED",
    "index.d.ts, GENERATED",
    "proto/service_pb2.py, GENERATED",
  })
  void readsTheConventionsOfPaths(String path, FileRole role) {
    assertEquals(role, FileRoles.ofPath(path));
  }
}
