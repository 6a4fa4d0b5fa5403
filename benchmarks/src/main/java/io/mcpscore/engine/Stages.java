package io.mcpscore.engine;

import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.Checks;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.dependency.Advisories;
import io.mcpscore.engine.dependency.DependencyReader;
import io.mcpscore.engine.flow.Dataflow;
import io.mcpscore.engine.flow.ProgramDataflow;
import io.mcpscore.engine.mcp.McpModel;
import io.mcpscore.engine.parser.ParserPool;
import io.mcpscore.engine.parser.PlainParse;
import io.mcpscore.engine.parser.ScanParser;
import io.mcpscore.engine.program.Program;
import io.mcpscore.engine.program.RepositoryProgram;
import io.mcpscore.engine.source.Discovered;
import io.mcpscore.engine.source.Discovery;
import io.mcpscore.engine.source.SourceFile;
import io.mcpscore.intake.DirectoryIntake;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The stages of a scan, one by one and each by itself, on the files of one directory.
 *
 * <p>What is matched without the dataflow is what checks do when nothing flows anywhere; what the
 * dataflow adds is the rest of their time.
 */
final class Stages {

  private final ParserPool pool;
  private final int threads;
  private final List<SourceFile> files;
  private final List<SourceFile> chosen;
  private final Discovered found;
  private ParsedFiles parsed;
  private Program program;
  private McpModel servers;

  Stages(ParserPool pool, int threads, Path directory) throws IOException {
    this.pool = pool;
    this.threads = threads;
    try (RepositorySnapshot snapshot = new DirectoryIntake(ScanBudget.DEFAULT).open(directory)) {
      this.found = Discovery.discover(snapshot, ScanBudget.DEFAULT, null, new Cancellation());
    }
    this.files = found.files();
    this.chosen = files.stream().filter(ParseChoice::matters).toList();
  }

  /** Bytes of the files that are parsed. */
  long bytes() {
    return chosen.stream().mapToLong(f -> f.text().bytes().length).sum();
  }

  /** Their lines. */
  long lines() {
    return chosen.stream().mapToLong(f -> f.text().lines()).sum();
  }

  /** How many they are. */
  int count() {
    return chosen.size();
  }

  /** Tree-sitter alone, on one thread of this process. */
  void floor() {
    try (PlainParse plain = new PlainParse()) {
      chosen.forEach(f -> plain.parse(f.language(), f.text().bytes()));
    }
  }

  /** Trees from the parser processes. */
  void parse() {
    ScanParser parser =
        new ScanParser(pool, threads, ScanBudget.DEFAULT.parseTime(), new Cancellation());
    parsed = ParsedFiles.of(chosen, parser, done -> {});
  }

  /** Names, imports, servers and their tools. */
  void model() {
    Faults faults = new Faults();
    program = new RepositoryProgram(PartScan.LANGUAGES, parsed.trees(), files, faults);
    servers = PartScan.EXTRACTOR.extract(program, files, faults);
  }

  /** Every check, with no dataflow behind it. */
  void match() {
    check(Dataflow.NONE);
  }

  /** Every check, as in a scan. */
  void checks() {
    check(new ProgramDataflow(program, servers));
  }

  private void check(Dataflow flow) {
    Faults faults = new Faults();
    CheckContext context =
        new CheckContext(
            found.skipped(),
            files,
            program,
            new ExternalCalls(program, faults),
            servers,
            flow,
            DependencyReader.read(files, faults),
            Advisories.NONE);
    List<CheckRun.Task> tasks =
        Checks.all().stream().map(c -> new CheckRun.Task(c, context, path -> true)).toList();
    new CheckRun(threads, new Cancellation()).run(tasks, done -> {});
  }
}
