package io.mcpscore.engine.part;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mcpscore.engine.source.Discovered;
import io.mcpscore.engine.source.SourceFile;
import io.mcpscore.engine.source.SourceText;
import io.mcpscore.engine.syntax.Language;
import io.mcpscore.model.FileRole;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which files are judged together. */
class PartitionTest {

  private final List<SourceFile> files = new ArrayList<>();

  @Test
  void aRepositoryWithoutManifestsIsOnePart() {
    assertEquals(List.of("a/x.py b/y.py"), parts("a/x.py", "", "b/y.py", ""));
  }

  @Test
  void everyPackageIsAPartAndWhatIsInNoneIsOneToo() {
    assertEquals(
        List.of("README.md docs/a.md", "a/pyproject.toml a/x.py", "b/package.json b/src/y.ts"),
        parts(
            "README.md",
            "",
            "docs/a.md",
            "",
            "a/pyproject.toml",
            "",
            "a/x.py",
            "",
            "b/package.json",
            "{}",
            "b/src/y.ts",
            "import z from 'zod';"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "import lib.core",
        "from lib import core",
        "from lib.core import f",
        "import os, lib.core as c",
        "    from lib import (  # here\n        core,\n    )",
        "try:\n    import lib.core\nexcept ImportError:\n    pass",
      })
  void importsOfPythonJoinPackages(String line) {
    assertEquals(
        List.of("a/pyproject.toml a/x.py b/lib/__init__.py b/lib/core.py b/setup.py"),
        parts(
            "a/pyproject.toml",
            "",
            "a/x.py",
            line + "\n",
            "b/setup.py",
            "",
            "b/lib/__init__.py",
            "",
            "b/lib/core.py",
            ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "import { f } from '@d/lib';",
        "import {\n  f,\n} from \"@d/lib\";",
        "export * from '@d/lib';",
        "const lib = require('@d/lib');",
        "const lib = await import('@d/lib');",
        "import '../../b/src/index.js';",
      })
  void importsOfScriptsJoinPackages(String line) {
    assertEquals(
        List.of("a/package.json a/src/x.ts b/package.json b/src/index.ts"),
        parts(
            "a/package.json",
            "{\"name\":\"@d/a\"}",
            "a/src/x.ts",
            line + "\n",
            "b/package.json",
            "{\"name\":\"@d/lib\",\"main\":\"src/index.ts\"}",
            "b/src/index.ts",
            ""));
  }

  @ParameterizedTest
  @CsvSource({
    "import json",
    "from mcp.server import x",
    "from . import tools",
    "import tools",
    "# from b import tools is not said here",
  })
  void whatIsNearOrInstalledJoinsNothing(String line) {
    assertEquals(
        2,
        parts(
                "a/pyproject.toml",
                "",
                "a/x.py",
                line + "\n",
                "a/tools.py",
                "",
                "b/pyproject.toml",
                "",
                "b/tools.py",
                "",
                "b/json.py",
                "",
                "b/mcp/server.py",
                "")
            .size());
  }

  @Test
  void aPartSeesTheSettingsAboveItAndNoOthers() {
    parts(
        "package.json",
        "{}",
        "tsconfig.json",
        "{}",
        "tsconfig.base.json",
        "{}",
        "README.md",
        "",
        "settings/tsconfig.strict.json",
        "{}",
        "yarn.lock",
        "",
        "src/x.ts",
        "",
        "a/package.json",
        "{}",
        "a/tsconfig.json",
        "{\"extends\":\"../settings/tsconfig.strict\"}",
        "a/y.ts",
        "",
        "b/package.json",
        "{}",
        "b/tsconfig.json",
        "{}");
    Part a = Partition.of(found()).get(1);
    assertEquals(
        List.of(
            "README.md",
            "package.json",
            "settings/tsconfig.strict.json",
            "tsconfig.base.json",
            "tsconfig.json"),
        a.shared().stream().map(SourceFile::path).toList());
    assertEquals(
        a.files().stream().map(SourceFile::path).sorted().toList(),
        a.files().stream().map(SourceFile::path).toList());
  }

  @Test
  void theOrderOfImportsDecidesNothing() {
    String[] chain = {
      "a/pyproject.toml", "", "a/a1.py", "import c1", "b/pyproject.toml", "", "b/b1.py",
          "import a1",
      "c/pyproject.toml", "", "c/c1.py", "import d1", "d/pyproject.toml", "", "d/d1.py", "",
      "e/pyproject.toml", "", "e/e1.py", ""
    };
    List<String> parts = parts(chain);
    assertEquals(2, parts.size());
    assertEquals("e/e1.py e/pyproject.toml", parts.getLast());
  }

  private List<String> parts(String... pathsAndTexts) {
    for (int i = 0; i < pathsAndTexts.length; i += 2) {
      String path = pathsAndTexts[i];
      files.add(
          new SourceFile(
              path,
              FileRole.SOURCE,
              Language.ofPath(path).orElse(null),
              new SourceText(pathsAndTexts[i + 1].getBytes(StandardCharsets.UTF_8))));
    }
    files.sort(Comparator.comparing(SourceFile::path));
    return Partition.of(found()).stream()
        .map(p -> p.own().stream().map(SourceFile::path).collect(Collectors.joining(" ")))
        .toList();
  }

  private Discovered found() {
    return new Discovered(files.size(), files, Map.of(), List.of());
  }
}
