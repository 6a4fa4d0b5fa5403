package io.mcpscore.engine.check;

import io.mcpscore.engine.dependency.Advisories;
import io.mcpscore.engine.dependency.DependencyReader;
import io.mcpscore.engine.flow.ProgramDataflow;
import io.mcpscore.engine.mcp.JsonRpcExtractor;
import io.mcpscore.engine.mcp.McpExtractor;
import io.mcpscore.engine.mcp.McpModel;
import io.mcpscore.engine.mcp.js.ScriptExtractor;
import io.mcpscore.engine.mcp.py.PythonExtractor;
import io.mcpscore.engine.parser.DirectParser;
import io.mcpscore.engine.program.ParsedFile;
import io.mcpscore.engine.program.Program;
import io.mcpscore.engine.program.RepositoryProgram;
import io.mcpscore.engine.program.js.ScriptLanguage;
import io.mcpscore.engine.program.py.PythonLanguage;
import io.mcpscore.engine.report.FindingCollector;
import io.mcpscore.engine.report.Reported;
import io.mcpscore.engine.source.SourceFile;
import io.mcpscore.engine.source.SourceText;
import io.mcpscore.engine.syntax.Language;
import io.mcpscore.model.FileRole;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A small repository for tests of checks, given file by file or as a directory of resources. */
public final class Fixture {

  private final List<SourceFile> files = new ArrayList<>();
  private final Map<String, List<String>> skipped = new TreeMap<>();
  private Advisories advisories = Advisories.NONE;

  /** Adds a file of the server's own code or settings. */
  public Fixture file(String path, String text) {
    return file(path, FileRole.SOURCE, text);
  }

  /** Adds a file of any role. */
  public Fixture file(String path, FileRole role, String text) {
    SourceText bytes = new SourceText(Tokens.fill(text).getBytes(StandardCharsets.UTF_8));
    files.add(new SourceFile(path, role, Language.ofPath(path).orElse(null), bytes));
    files.sort(Comparator.comparing(SourceFile::path));
    return this;
  }

  /** Adds a file that is not read. */
  public Fixture skipped(String reason, String path) {
    skipped.computeIfAbsent(reason, r -> new ArrayList<>()).add(path);
    return this;
  }

  /** Gives advisories to the checks. */
  public Fixture advisories(Advisories known) {
    advisories = known;
    return this;
  }

  /** The files below {@code fixtures/} and a name. */
  public static Fixture ofResources(String name) {
    try {
      Path root = Path.of(Fixture.class.getResource("/fixtures/" + name).toURI());
      Fixture fixture = new Fixture();
      try (Stream<Path> all = Files.walk(root)) {
        for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
          fixture.file(root.relativize(file).toString().replace('\\', '/'), Files.readString(file));
        }
      }
      return fixture;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Runs one check. */
  public List<Reported> run(String checkId) {
    Check check = Checks.find(checkId).orElseThrow();
    FindingCollector findings = new FindingCollector(check.info());
    check.run(context(), findings);
    return findings.reported();
  }

  /** What checks see of it. */
  public CheckContext context() {
    List<ParsedFile> parsed =
        files.stream()
            .filter(f -> f.language() != null)
            .map(
                f ->
                    new ParsedFile(
                        f,
                        DirectParser.tree(
                            f.text().slice(0, f.text().bytes().length), f.language())))
            .toList();
    Program program =
        new RepositoryProgram(List.of(new ScriptLanguage(), new PythonLanguage()), parsed, files);
    McpModel servers =
        new McpExtractor(
                List.of(new ScriptExtractor(), new PythonExtractor(), new JsonRpcExtractor()))
            .extract(program, files);
    return new CheckContext(
        skipped,
        files,
        program,
        new ExternalCalls(program),
        servers,
        new ProgramDataflow(program, servers),
        DependencyReader.read(files),
        advisories);
  }
}
