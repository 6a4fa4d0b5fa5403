package io.mcpscore.engine;

import io.mcpscore.engine.CheckRun.Outcome;
import io.mcpscore.engine.CheckRun.Task;
import io.mcpscore.engine.cache.PartCodec;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.RepositoryCheck;
import io.mcpscore.engine.dependency.Advisories;
import io.mcpscore.engine.dependency.Dependency;
import io.mcpscore.engine.dependency.DependencyReader;
import io.mcpscore.engine.parser.ScanParser;
import io.mcpscore.engine.part.Part;
import io.mcpscore.engine.part.Partition;
import io.mcpscore.engine.part.UsedCode;
import io.mcpscore.engine.program.ParsedFile;
import io.mcpscore.engine.report.PartResult;
import io.mcpscore.engine.report.ReportAssembler;
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
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;

/** One scan, step by step. Used once, by one thread. */
final class Scan {

  /** Percent at which each phase begins; what is before is the fetch. */
  private static final int PARSING = 10;

  private static final int CHECKING = 70;
  private static final int SCORING = 95;

  private final SourceParser parser;
  private final int threads;
  private final Advisories advisories;
  private final SuppressionPolicy policy;
  private final List<Check> checks;
  private final List<Check> partChecks;
  private final List<Check> wholeChecks;
  private final ScanBudget budget;
  private final KnownParts known;
  private final Consumer<Progress> progress;
  private final Cancellation cancellation;
  private final Faults faults = new Faults();
  private Map<String, List<String>> givenUp = Map.of();

  Scan(
      SourceParser parser,
      int threads,
      Advisories advisories,
      SuppressionPolicy policy,
      List<Check> checks,
      ScanBudget budget,
      KnownParts known,
      Consumer<Progress> progress,
      Cancellation cancellation) {
    this.parser = parser;
    this.threads = threads;
    this.advisories = advisories;
    this.policy = policy;
    this.checks = checks;
    this.partChecks = checks.stream().filter(c -> !(c instanceof RepositoryCheck)).toList();
    this.wholeChecks = checks.stream().filter(c -> c instanceof RepositoryCheck).toList();
    this.budget = budget;
    this.known = known;
    this.progress = progress;
    this.cancellation = cancellation;
  }

  /** Runs the whole scan. */
  Report run(RepositorySnapshot snapshot, String subPath) {
    Discovered found = discover(snapshot, subPath);
    List<Part> parts = Partition.of(found);
    List<Dependency> dependencies = DependencyReader.read(found.files(), faults);
    List<PartResult> results = results(parts);
    CheckContext whole =
        RepositoryView.context(found.skipped(), found.files(), dependencies, advisories);
    List<Outcome> outcomes = run(tasks(whole), 0, 0);
    say(Phase.SCORING, SCORING, 0, 0);
    Suppressions suppressions =
        new Suppressions(found.files(), subPath == null ? "" : subPath + "/", policy, faults);
    List<String> notes = new ArrayList<>(leftOut(results, outcomes));
    notes.addAll(suppressions.notes());
    return ReportAssembler.assemble(
        new ScanFacts(
            found,
            givenUp,
            results,
            outcomes.stream().flatMap(o -> o.reported().stream()).toList(),
            dependencies,
            advisories,
            suppressions,
            notRun(results, outcomes),
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
      return UsedCode.in(Discovery.discover(snapshot, budget, subPath, cancellation));
    } catch (IOException e) {
      throw new ScanFailedException(
          new ApiError(ErrorCode.CLONE_FAILED, "The files could not be read.", null), true, e);
    }
  }

  /** The results of all parts: those that are known, and the others from their files. */
  private List<PartResult> results(List<Part> parts) {
    Map<Part, PartResult> stored = known.find(parts, threads);
    List<PartScan> scans = models(parts, stored);
    boolean own = stored.values().stream().anyMatch(PartResult::own);
    own |= scans.stream().anyMatch(PartScan::isOwn);
    boolean more = !own || !givenUp.isEmpty() || nodes(stored, scans) >= ScanParser.MAX_NODES;
    if (!stored.isEmpty() && more) {
      // What is given up, and whether examples count, is decided by all parts together.
      stored = Map.of();
      scans = models(parts, stored);
      own = scans.stream().anyMatch(PartScan::isOwn);
    }
    requireServer(stored.values(), scans, own);
    List<PartResult> fresh = judge(scans, own);
    Map<Part, PartResult> all = new HashMap<>(stored);
    Map<Part, PartResult> lasting = new LinkedHashMap<>();
    int next = 0;
    for (Part part : parts) {
      if (!stored.containsKey(part)) {
        PartScan scan = scans.get(next);
        PartResult result = fresh.get(next++);
        all.put(part, result);
        faults.add(scan.faults());
        if (own && givenUp.isEmpty() && scan.isSound(result)) {
          lasting.put(part, result);
        }
      }
    }
    known.keep(lasting);
    return parts.stream().map(all::get).toList();
  }

  /** Parses and models the parts that are not known. */
  private List<PartScan> models(List<Part> parts, Map<Part, PartResult> stored) {
    List<Part> missing = parts.stream().filter(p -> !stored.containsKey(p)).toList();
    List<SourceFile> chosen =
        missing.stream()
            .flatMap(p -> p.own().stream())
            .filter(ParseChoice::matters)
            .sorted(Comparator.comparing(SourceFile::path, PathOrder.UTF_8))
            .toList();
    int total = chosen.size();
    say(Phase.PARSING, PARSING, 0, total);
    ParsedFiles parsed =
        ParsedFiles.of(
            chosen,
            new ScanParser(parser, threads, budget.parseTime(), cancellation),
            done -> say(Phase.PARSING, PARSING + (CHECKING - PARSING) * done / total, done, total));
    givenUp = parsed.givenUp();
    say(Phase.CHECKING, CHECKING, total, total);
    Map<String, ParsedFile> byPath = new HashMap<>();
    parsed.trees().forEach(t -> byPath.put(t.file().path(), t));
    List<PartScan> scans = new ArrayList<>();
    for (Part part : missing) {
      scans.add(
          new PartScan(
              part,
              part.own().stream().map(f -> byPath.get(f.path())).filter(Objects::nonNull).toList(),
              cancellation));
    }
    share("bind", pieces(scans, Scan::bindings));
    share("resolve", pieces(scans, s -> List.of(s::resolve)));
    share("model", pieces(scans, PartScan::readings));
    return scans;
  }

  private static List<Runnable> bindings(PartScan scan) {
    return IntStream.range(0, scan.files()).<Runnable>mapToObj(i -> () -> scan.bind(i)).toList();
  }

  private List<PartResult> judge(List<PartScan> scans, boolean own) {
    share("prepare", pieces(scans, s -> List.of(() -> s.prepare(own, advisories))));
    List<Task> tasks = scans.stream().flatMap(s -> s.tasks(partChecks).stream()).toList();
    int files = scans.stream().mapToInt(PartScan::files).sum();
    List<Outcome> outcomes = run(tasks, files, SCORING - CHECKING);
    PartResult[] results = new PartResult[scans.size()];
    int count = partChecks.size();
    Workers.share(
        "part",
        threads,
        results.length,
        i -> {
          List<Outcome> all = outcomes.subList(i * count, (i + 1) * count);
          results[i] = PartCodec.settled(scans.get(i).result(partChecks, all));
        });
    return List.of(results);
  }

  private static List<Runnable> pieces(
      List<PartScan> scans, Function<PartScan, List<Runnable>> step) {
    return scans.stream().flatMap(s -> step.apply(s).stream()).toList();
  }

  private void share(String name, List<Runnable> pieces) {
    Workers.share(
        name,
        threads,
        pieces.size(),
        i -> {
          cancellation.check();
          pieces.get(i).run();
        });
  }

  private static long nodes(Map<Part, PartResult> stored, List<PartScan> scans) {
    return stored.values().stream().mapToLong(PartResult::nodes).sum()
        + scans.stream().mapToLong(PartScan::nodes).sum();
  }

  private static void requireServer(
      Collection<PartResult> stored, List<PartScan> scans, boolean own) {
    boolean none =
        stored.stream().noneMatch(PartResult::offers)
            && scans.stream().allMatch(scan -> scan.isWithoutServer(own));
    if (none) {
      throw new ScanFailedException(
          ErrorCode.NO_MCP_SERVER,
          "No MCP server was found in the repository.",
          "Looked for servers and tools of the official SDKs and of FastMCP in TypeScript,"
              + " JavaScript and Python. For a server in a sub-directory or on a branch, give its"
              + " path or ref.");
    }
  }

  private List<Task> tasks(CheckContext whole) {
    return wholeChecks.stream().map(c -> new Task(c, whole, path -> true)).toList();
  }

  private List<Outcome> run(List<Task> tasks, int files, int share) {
    int count = tasks.size();
    return new CheckRun(threads, cancellation)
        .run(
            tasks,
            done -> {
              if (share > 0) {
                say(Phase.CHECKING, CHECKING + share * done / count, files, files);
              }
            });
  }

  private List<RuleNotRun> notRun(List<PartResult> results, List<Outcome> outcomes) {
    Set<RuleNotRun> all = new HashSet<>();
    results.forEach(r -> all.addAll(r.rulesNotRun()));
    outcomes.forEach(o -> o.notRun().ifPresent(all::add));
    return checks.stream()
        .map(c -> c.info().id())
        .flatMap(
            id ->
                all.stream()
                    .filter(r -> r.checkId().equals(id))
                    .sorted(Comparator.comparing(RuleNotRun::lacked)))
        .toList();
  }

  private List<String> leftOut(List<PartResult> results, List<Outcome> outcomes) {
    Map<String, Integer> counts = new HashMap<>();
    results.forEach(r -> r.leftOut().forEach((id, n) -> counts.merge(id, n, Integer::sum)));
    for (int i = 0; i < outcomes.size(); i++) {
      counts.merge(wholeChecks.get(i).info().id(), outcomes.get(i).leftOut(), Integer::sum);
    }
    return counts.entrySet().stream()
        .filter(e -> e.getValue() > 0)
        .sorted(Map.Entry.comparingByKey())
        .map(e -> e.getValue() + " further findings of " + e.getKey() + " were left out.")
        .toList();
  }

  private void say(Phase phase, int percent, int filesDone, int filesTotal) {
    progress.accept(new Progress(phase, percent, filesDone, filesTotal));
  }
}
