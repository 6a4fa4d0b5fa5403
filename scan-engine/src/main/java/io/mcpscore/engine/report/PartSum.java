package io.mcpscore.engine.report;

import io.mcpscore.model.Finding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The lists of all parts together, bounded, so that no repository can make a report that nobody can
 * store by having many parts.
 */
final class PartSum {

  private static final int MOST_OF_A_CHECK = 2_000;
  private static final int MOST_OF_A_KIND = 3_000;

  private final List<PartResult> parts;
  private final List<String> notes = new ArrayList<>();

  PartSum(List<PartResult> parts) {
    this.parts = parts;
  }

  /** Sentences about what was too much, of all lists that were asked for so far. */
  List<String> notes() {
    return notes;
  }

  /** Of each check the worst. */
  List<Finding> findings() {
    Map<String, List<Finding>> byCheck = new LinkedHashMap<>();
    for (PartResult part : parts) {
      for (Finding f : part.findings()) {
        byCheck.computeIfAbsent(f.checkId(), c -> new ArrayList<>()).add(f);
      }
    }
    List<Finding> out = new ArrayList<>();
    byCheck.forEach(
        (check, all) -> {
          int more = all.size() - MOST_OF_A_CHECK;
          if (more > 0) {
            all.sort(Comparator.comparing(Finding::severity));
            notes.add(more + " further findings of " + check + " were left out.");
          }
          out.addAll(all.subList(0, Math.min(all.size(), MOST_OF_A_CHECK)));
        });
    return out;
  }

  /**
   * What all parts have of a kind, ordered by file.
   *
   * @param what the kind in the plural
   */
  <T> List<T> all(
      String what, Function<PartResult, List<T>> list, Function<? super T, String> file) {
    List<T> all =
        parts.stream()
            .flatMap(p -> list.apply(p).stream())
            .sorted(Comparator.comparing(file))
            .toList();
    if (all.size() > MOST_OF_A_KIND) {
      notes.add((all.size() - MOST_OF_A_KIND) + " further " + what + " were left out.");
      return all.subList(0, MOST_OF_A_KIND);
    }
    return all;
  }
}
