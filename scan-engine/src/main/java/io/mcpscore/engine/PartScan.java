package io.mcpscore.engine;

import io.mcpscore.engine.CheckRun.Outcome;
import io.mcpscore.engine.CheckRun.Task;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.dependency.Advisories;
import io.mcpscore.engine.flow.Dataflow;
import io.mcpscore.engine.flow.ProgramDataflow;
import io.mcpscore.engine.flow.ProgramIndex;
import io.mcpscore.engine.mcp.JsonRpcExtractor;
import io.mcpscore.engine.mcp.McpExtractor;
import io.mcpscore.engine.mcp.McpExtractor.Found;
import io.mcpscore.engine.mcp.McpModel;
import io.mcpscore.engine.mcp.js.ScriptExtractor;
import io.mcpscore.engine.mcp.py.PythonExtractor;
import io.mcpscore.engine.part.Part;
import io.mcpscore.engine.program.CancellableProgram;
import io.mcpscore.engine.program.LanguageModel;
import io.mcpscore.engine.program.ParsedFile;
import io.mcpscore.engine.program.Program;
import io.mcpscore.engine.program.RepositoryProgram;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.js.ScriptLanguage;
import io.mcpscore.engine.program.py.PythonLanguage;
import io.mcpscore.engine.report.PartFacts;
import io.mcpscore.engine.report.PartResult;
import io.mcpscore.engine.report.Reported;
import io.mcpscore.engine.source.SourceFile;
import io.mcpscore.model.Coverage.RuleNotRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The reading of one part, step by step: its names, what it declares, what its checks look at, what
 * came of it. Each step by one thread, unless it says otherwise. It is given nothing but what
 * {@code PartKey} names.
 */
final class PartScan {

  static final List<LanguageModel> LANGUAGES = List.of(new ScriptLanguage(), new PythonLanguage());
  static final McpExtractor EXTRACTOR =
      new McpExtractor(
          List.of(new ScriptExtractor(), new PythonExtractor(), new JsonRpcExtractor()));

  private static final String FLOWS = "Where values go";

  private final Part part;
  private final List<SourceFile> files;
  private final List<ParsedFile> trees;
  private final Cancellation cancellation;
  private final Faults faults = new Faults();

  /** What broke in the steps that run beside others. */
  private final Faults[] ofFiles;

  private final Faults ofCalls = new Faults();
  private final SourceModule[] modules;
  private Program program;
  private Found found;
  private ExternalCalls calls;
  private Optional<ProgramIndex> index = Optional.empty();
  private CheckContext context;

  /**
   * A part with the trees of its files.
   *
   * @param trees in any order
   * @param cancellation ends the reading
   */
  PartScan(Part part, List<ParsedFile> trees, Cancellation cancellation) {
    this.cancellation = cancellation;
    this.part = part;
    this.files = part.files();
    this.trees = trees;
    this.modules = new SourceModule[trees.size()];
    this.ofFiles = new Faults[trees.size()];
  }

  /** Binds the names of one of its files; for each file once, by any thread. */
  void bind(int file) {
    ofFiles[file] = new Faults();
    modules[file] = RepositoryProgram.bind(LANGUAGES, trees.get(file), ofFiles[file]).orElse(null);
  }

  /** Resolves names between its files. */
  void resolve() {
    for (Faults ofFile : ofFiles) {
      faults.add(ofFile);
    }
    List<SourceModule> bound = Stream.of(modules).filter(Objects::nonNull).toList();
    program =
        new CancellableProgram(
            new RepositoryProgram(LANGUAGES, bound, files, faults), cancellation);
  }

  /** The steps that need nothing but the program, each by any thread. */
  List<Runnable> readings() {
    return List.of(this::findServers, this::indexCalls);
  }

  private void findServers() {
    found = EXTRACTOR.find(program, files, faults);
  }

  private void indexCalls() {
    calls = new ExternalCalls(program, ofCalls);
    index = ofCalls.attempt(FLOWS, () -> new ProgramIndex(program));
  }

  /** Whether it declares servers or tools in code of its own. */
  boolean isOwn() {
    return found.isOwn();
  }

  /**
   * Whether there is nothing of a server in it, for all that can be said: where something broke,
   * its servers may be missing.
   *
   * @param own whether declarations of own code count, or those of examples
   */
  boolean isWithoutServer(boolean own) {
    return faults.isEmpty() && (own ? found.own() : found.shipped()).isEmpty();
  }

  /** What broke in it. */
  Faults faults() {
    return faults;
  }

  /** How many of its files have a tree. */
  int files() {
    return trees.size();
  }

  /** Nodes of its trees. */
  long nodes() {
    return trees.stream().mapToLong(t -> t.tree().size()).sum();
  }

  /** Whether a result of it is what every other reading would give. */
  boolean isSound(PartResult result) {
    return faults.isEmpty()
        && result.rulesNotRun().stream().noneMatch(r -> r.lacked().contains(Faults.REASON));
  }

  /**
   * Prepares the checks.
   *
   * @param own whether declarations of own code count, or those of examples
   */
  void prepare(boolean own, Advisories advisories) {
    McpModel servers = own ? found.own() : found.shipped();
    faults.add(ofCalls);
    context =
        new CheckContext(
            part.skipped(),
            files,
            program,
            calls,
            servers,
            index
                .flatMap(
                    i -> faults.<Dataflow>attempt(FLOWS, () -> new ProgramDataflow(i, servers)))
                .orElse(Dataflow.NONE),
            List.of(),
            advisories);
  }

  /** One task a check. */
  List<Task> tasks(List<Check> checks) {
    Set<String> paths = part.paths();
    return checks.stream().map(c -> new Task(c, context, paths::contains)).toList();
  }

  /** What the part has to say. */
  PartResult result(List<Check> checks, List<Outcome> outcomes) {
    List<Reported> reported = new ArrayList<>();
    List<RuleNotRun> notRun = new ArrayList<>();
    Map<String, Integer> leftOut = new TreeMap<>();
    for (int i = 0; i < outcomes.size(); i++) {
      Outcome outcome = outcomes.get(i);
      reported.addAll(outcome.reported());
      outcome.notRun().ifPresent(notRun::add);
      if (outcome.leftOut() > 0) {
        leftOut.put(checks.get(i).info().id(), outcome.leftOut());
      }
    }
    Set<String> parsed = trees.stream().map(t -> t.file().path()).collect(Collectors.toSet());
    return new PartFacts(part.own(), parsed, context, isOwn(), reported, notRun, leftOut, faults)
        .result();
  }
}
