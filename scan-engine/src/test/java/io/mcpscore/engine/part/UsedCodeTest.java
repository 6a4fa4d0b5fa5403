package io.mcpscore.engine.part;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mcpscore.engine.source.Discovered;
import io.mcpscore.engine.source.FileRoles;
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

/** Which code counts as the server's although its folder is named like one of tests or examples. */
class UsedCodeTest {

  private final List<SourceFile> files = new ArrayList<>();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "src/index.ts | import { tools } from './docs/tools.js' | src/docs/tools.ts",
        "src/index.js | const t = require('./bench/tools') | src/bench/tools.js",
        "src/index.ts | export * from '../samples' | samples/index.ts",
        "lab/server.py | from .bench import tools | lab/bench/tools.py",
        "lab/server.py | from lab.tests.store import Store | lab/tests/store.py",
      })
  void whatTheServerImportsIsTheServers(String importer, String line, String imported) {
    file(importer, line);
    file(imported, "");

    assertEquals(FileRole.SOURCE, roles().get(imported));
  }

  @Test
  void importsAreFollowedOn() {
    file("src/index.ts", "import './demo/a.js'");
    file("src/demo/a.ts", "import './b.js'");
    file("src/demo/b.ts", "");
    file("src/demo/c.ts", "import './b.js'");

    assertEquals(
        Map.of(
            "src/index.ts", FileRole.SOURCE,
            "src/demo/a.ts", FileRole.SOURCE,
            "src/demo/b.ts", FileRole.SOURCE,
            "src/demo/c.ts", FileRole.EXAMPLE),
        roles());
  }

  @Test
  void testsThatImportTheServerAndEachOtherStayTests() {
    file("src/index.ts", "export const tests = 1");
    file("tests/helper.ts", "import '../src/index.js'");
    file("tests/a.test.ts", "import './helper.js'");

    assertEquals(FileRole.TEST, roles().get("tests/helper.ts"));
  }

  @Test
  void aFileThatIsATestByItsOwnNameStaysOne() {
    file("src/index.ts", "import './tests/a.test.js'");
    file("src/tests/a.test.ts", "");

    assertEquals(FileRole.TEST, roles().get("src/tests/a.test.ts"));
  }

  private void file(String path, String text) {
    Language language = Language.ofPath(path).orElse(null);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    files.add(new SourceFile(path, FileRoles.ofPath(path), language, new SourceText(bytes)));
  }

  private Map<String, FileRole> roles() {
    files.sort(Comparator.comparing(SourceFile::path));
    return UsedCode.in(new Discovered(files.size(), files, Map.of(), List.of())).files().stream()
        .collect(Collectors.toMap(SourceFile::path, SourceFile::role));
  }
}
