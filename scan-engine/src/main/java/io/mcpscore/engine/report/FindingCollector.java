package io.mcpscore.engine.report;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.model.Category;
import io.mcpscore.model.Evidence;
import io.mcpscore.model.FileRole;
import io.mcpscore.model.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Takes what one check reports and holds it to the rules that are the same for all: never above the
 * check's own severity, a pattern alone at most low, and nothing but code execution, secrets and
 * malware outside of what the server runs. Of a file that is full of findings the worst fifty are
 * kept, so that no repository can make a report that nobody can store; the score counts one of them
 * anyway.
 */
public final class FindingCollector implements FindingSink {

  /** Secrets and payloads hide in tests and documents as well. */
  private static final Set<Category> LOOKED_FOR_EVERYWHERE =
      EnumSet.of(Category.RCE, Category.SECRETS, Category.MALWARE);

  private static final int MOST_PER_FILE = 50;
  private static final int MOST = 2_000;

  private final CheckInfo info;
  private final Predicate<String> paths;
  private final Map<String, List<Reported>> byFile = new TreeMap<>();
  private int kept;
  private int leftOut;

  /** Collects for one check. */
  public FindingCollector(CheckInfo info) {
    this(info, path -> true);
  }

  /** The same, for findings about some files alone; those about others are somebody else's. */
  public FindingCollector(CheckInfo info, Predicate<String> paths) {
    this.info = info;
    this.paths = paths;
  }

  @Override
  public void report(Draft draft) {
    FileRole role = draft.file().role();
    if (!paths.test(draft.file().path())) {
      return;
    }
    if (!role.deducts() && !LOOKED_FOR_EVERYWHERE.contains(info.category())) {
      return;
    }
    Severity most = draft.evidence() == Evidence.HEURISTIC ? Severity.LOW : Severity.CRITICAL;
    Severity severity = draft.severity().atMost(info.severity()).atMost(most);
    keep(
        new Reported(
            info,
            new Draft(
                draft.file(),
                draft.start(),
                Math.max(draft.start(), draft.end()),
                severity,
                draft.evidence(),
                draft.description(),
                draft.tool(),
                draft.trace(),
                draft.masked())));
  }

  private void keep(Reported found) {
    List<Reported> inFile =
        byFile.computeIfAbsent(found.draft().file().path(), p -> new ArrayList<>());
    if (inFile.size() < MOST_PER_FILE && kept < MOST) {
      inFile.add(found);
      kept++;
      return;
    }
    leftOut++;
    OptionalInt mildest =
        IntStream.range(0, inFile.size())
            .boxed()
            .max(Comparator.comparing(i -> inFile.get(i).draft().severity()))
            .stream()
            .mapToInt(Integer::intValue)
            .findFirst();
    if (mildest.isPresent()
        && found.draft().severity().compareTo(inFile.get(mildest.getAsInt()).draft().severity())
            < 0) {
      inFile.set(mildest.getAsInt(), found);
    }
  }

  /** What was kept, ordered by file and then as it was reported. */
  public List<Reported> reported() {
    return byFile.values().stream().flatMap(List::stream).toList();
  }

  /** How many findings were too many. */
  public int leftOut() {
    return leftOut;
  }
}
