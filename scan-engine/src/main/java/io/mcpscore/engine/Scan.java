package io.mcpscore.engine;

import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.dependency.Advisories;
import io.mcpscore.engine.dependency.DependencyReader;
import io.mcpscore.engine.flow.Dataflow;
import io.mcpscore.engine.flow.ProgramDataflow;
import io.mcpscore.engine.mcp.JsonRpcExtractor;
import io.mcpscore.engine.mcp.McpExtractor;
import io.mcpscore.engine.mcp.McpModel;
import io.mcpscore.engine.mcp.js.ScriptExtractor;
import io.mcpscore.engine.mcp.py.PythonExtractor;
import io.mcpscore.engine.parser.ScanParser;
import io.mcpscore.engine.program.CancellableProgram;
import io.mcpscore.engine.program.LanguageModel;
import io.mcpscore.engine.program.Program;
import io.mcpscore.engine.program.RepositoryProgram;
import io.mcpscore.engine.program.js.ScriptLanguage;
import io.mcpscore.engine.program.py.PythonLanguage;
import io.mcpscore.engine.report.ReportAssembler;
import io.mcpscore.engine.report.Reported;
import io.mcpscore.engine.report.ScanFacts;
import io.mcpscore.engine.source.Discovered;
import io.mcpscore.engine.source.Discovery;
import io.mcpscore.engine.source.SourceFile;
import io.mcpscore.engine.suppress.SuppressionPolicy;
import io.mcpscore.engine.suppress.Suppressions;
import io.mcpscore.engine.syntax.SourceParser;
import io.mcpscore.model.ApiError;
import io.mcpscore.model.Coverage.RuleNotRun;
import io.mcpscore.model.ErrorCode;
import io.mcpscore.model.Phase;
import io.mcpscore.model.Progress;
import io.mcpscore.model.Report;
import io.mcpscore.model.ScanFailedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** One scan, step by step. Used once, by one thread. */
final class Scan {

  static final List<LanguageModel> LANGUAGES = List.of(new ScriptLanguage(), new PythonLanguage());
  static final McpExtractor EXTRACTOR =
      new McpExtractor(
          List.of(new ScriptExtractor(), new PythonExtractor(), new JsonRpcExtractor()));

  /** Percent at which each phase begins; what is before is the fetch. */
  private static final int PARSING = 10;

  private static final int CHECKING = 70;
  private static final int SCORING = 95;

  private final SourceParser parser;
  private final int threads;
  private final Advisories advisories;
  private final SuppressionPolicy policy;
  private final List<Check> checks;
  private final ScanBudget budget;
  private final Consumer<Progress> progress;
  private final Cancellation cancellation;
  private final List<Reported> reported = new ArrayList<>();
  private final List<RuleNotRun> notRun = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final Faults faults = new Faults();

  Scan(
      SourceParser parser,
      int threads,
      Advisories advisories,
      SuppressionPolicy policy,
      List<Check> checks,
      ScanBudget budget,
      Consumer<Progress> progress,
      Cancellation cancellation) {
    this.parser = parser;
    this.threads = threads;
    this.advisories = advisories;
    this.policy = policy;
    this.checks = checks;
    this.budget = budget;
    this.progress = progress;
    this.cancellation = cancellation;
  }

  /** Runs the whole scan. */
  Report run(RepositorySnapshot snapshot, String subPath) {
    Discovered found = discover(snapshot, subPath);
    List<SourceFile> files = found.files();
    ParsedFiles parsed = parse(files);
    int count = parsed.trees().size();
    say(Phase.CHECKING, CHECKING, count, count);
    Program program =
        new CancellableProgram(
            new RepositoryProgram(LANGUAGES, parsed.trees(), files, faults), cancellation);
    cancellation.check();
    McpModel servers = EXTRACTOR.extract(program, files, faults);
    requireServer(servers);
    cancellation.check();
    CheckContext context =
        new CheckContext(
            found.skipped(),
            files,
            program,
            new ExternalCalls(program, faults),
            servers,
            faults
                .<Dataflow>attempt("Where values go", () -> new ProgramDataflow(program, servers))
                .orElse(Dataflow.NONE),
            DependencyReader.read(files, faults),
            advisories);
    runChecks(context, count);
    say(Phase.SCORING, SCORING, count, count);
    Suppressions suppressions =
        new Suppressions(files, subPath == null ? "" : subPath + "/", policy, faults);
    notes.addAll(suppressions.notes());
    return ReportAssembler.assemble(
        new ScanFacts(
            found,
            parsed.trees().stream().map(p -> p.file().path()).toList(),
            parsed.givenUp(),
            context,
            reported,
            suppressions,
            notRun,
            notes,
            faults));
  }

  private Discovered discover(RepositorySnapshot snapshot, String subPath) {
    if (snapshot.entries().size() > budget.entries()) {
      throw new ScanFailedException(
          ErrorCode.REPO_TOO_LARGE,
          "The repository has more than " + budget.entries() + " files.",
          "Scan one of its directories, or have the limit raised.");
    }
    try {
      return Discovery.discover(snapshot, budget, subPath, cancellation);
    } catch (IOException e) {
      throw new ScanFailedException(
          new ApiError(ErrorCode.CLONE_FAILED, "The files could not be read.", null), true, e);
    }
  }

  private ParsedFiles parse(List<SourceFile> files) {
    List<SourceFile> chosen = files.stream().filter(ParseChoice::matters).toList();
    int total = chosen.size();
    say(Phase.PARSING, PARSING, 0, total);
    return ParsedFiles.of(
        chosen,
        new ScanParser(parser, threads, budget.parseTime(), cancellation),
        done -> say(Phase.PARSING, PARSING + (CHECKING - PARSING) * done / total, done, total));
  }

  /** Where a part broke, its servers may be missing, and that there are none would be a guess. */
  private void requireServer(McpModel servers) {
    boolean none =
        servers.servers().isEmpty() && servers.tools().isEmpty() && servers.dispatchers().isEmpty();
    if (none && faults.sentences().isEmpty()) {
      throw new ScanFailedException(
          ErrorCode.NO_MCP_SERVER,
          "No MCP server was found in the repository.",
          "Looked for servers and tools of the official SDKs and of FastMCP in TypeScript,"
              + " JavaScript and Python. For a server in a sub-directory or on a branch, give its"
              + " path or ref.");
    }
  }

  private void runChecks(CheckContext context, int files) {
    int count = checks.size();
    List<CheckRun.Outcome> outcomes =
        new CheckRun(checks, threads, cancellation)
            .run(
                context,
                done -> {
                  int percent = CHECKING + (SCORING - CHECKING) * done / count;
                  say(Phase.CHECKING, percent, files, files);
                });
    for (CheckRun.Outcome outcome : outcomes) {
      reported.addAll(outcome.reported());
      outcome.notRun().ifPresent(notRun::add);
      outcome.note().ifPresent(notes::add);
    }
  }

  private void say(Phase phase, int percent, int filesDone, int filesTotal) {
    progress.accept(new Progress(phase, percent, filesDone, filesTotal));
  }
}
