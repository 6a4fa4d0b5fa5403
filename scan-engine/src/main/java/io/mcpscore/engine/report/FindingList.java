package io.mcpscore.engine.report;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.engine.Faults;
import io.mcpscore.engine.check.FindingSink.Draft;
import io.mcpscore.engine.report.PartResult.Hidden;
import io.mcpscore.engine.source.SourceText;
import io.mcpscore.engine.suppress.Suppressions;
import io.mcpscore.model.Finding;
import io.mcpscore.model.Json;
import io.mcpscore.model.Suppression;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Turns reported spots into the findings of a report. */
final class FindingList {

  private static final Comparator<Finding> ORDER =
      Comparator.comparing(Finding::severity)
          .thenComparing(Finding::file)
          .thenComparingInt(Finding::line)
          .thenComparing(Finding::checkId)
          .thenComparingInt(Finding::column);
  private static final int FINGERPRINT_DIGITS = 32;

  private FindingList() {}

  /** What the checks hide, in the order of files and places. */
  static List<Hidden> hidden(List<Reported> reported) {
    return reported.stream()
        .flatMap(
            r ->
                r.draft().masked().stream()
                    .map(range -> new Hidden(r.draft().file().path(), range[0], range[1])))
        .distinct()
        .sorted(
            Comparator.comparing(Hidden::file)
                .thenComparingInt(Hidden::from)
                .thenComparingInt(Hidden::to))
        .toList();
  }

  /**
   * The findings in the order of their places, without ids and suppressions.
   *
   * @param masked what no snippet may show: what one check hides is hidden in the snippets of all
   */
  static List<Finding> of(List<Reported> reported, List<Hidden> masked, Faults faults) {
    Map<String, BitSet> hidden = new HashMap<>();
    masked.forEach(h -> hidden.computeIfAbsent(h.file(), p -> new BitSet()).set(h.from(), h.to()));
    List<Reported> byPlace = new ArrayList<>(reported);
    byPlace.sort(
        Comparator.comparing((Reported r) -> r.draft().file().path())
            .thenComparingInt(r -> r.draft().start())
            .thenComparing(r -> r.info().id()));
    Map<String, Integer> equals = new HashMap<>();
    List<Finding> findings = new ArrayList<>();
    for (Reported r : byPlace) {
      BitSet mask = hidden.getOrDefault(r.draft().file().path(), new BitSet());
      faults
          .attempt(
              "A finding of " + r.info().id() + " in " + r.draft().file().path(),
              () -> finding(r.info(), r.draft(), mask, equals))
          .ifPresent(findings::add);
    }
    return findings;
  }

  /**
   * The findings of a report, with their ids, ordered by severity, file, line and check.
   *
   * @param found of all parts, those of one file together and in the order of their places
   */
  static List<Finding> numbered(List<Finding> found, Suppressions suppressions) {
    List<Finding> findings = new ArrayList<>(found);
    findings.sort(ORDER);
    for (int i = 0; i < findings.size(); i++) {
      Finding f = findings.get(i);
      Suppression asked = suppressions.of(f.file(), f.checkId(), f.line(), f.fingerprint());
      findings.set(i, f.suppressedBy(plain(asked)).withId("finding_" + (i + 1)));
    }
    return findings;
  }

  private static Finding finding(
      CheckInfo info, Draft draft, BitSet hidden, Map<String, Integer> equals) {
    SourceText text = draft.file().text();
    int line = text.lineOf(draft.start());
    int endLine = text.lineOf(Math.max(draft.start(), draft.end() - 1));
    String path = PlainText.of(draft.file().path());
    String snippet = Snippet.of(text, line, endLine, hidden);
    String content = info.id() + '\n' + path + '\n' + snippet.replaceAll("\\s+", " ").strip();
    int ordinal = equals.merge(content, 1, Integer::sum);
    String fingerprint = Json.sha256(content + '\n' + ordinal).substring(0, FINGERPRINT_DIGITS);
    return new Finding(
        "",
        info.id(),
        info.name(),
        draft.severity(),
        info.category(),
        path,
        line,
        endLine,
        text.columnOf(draft.start()),
        snippet,
        PlainText.quoted(draft.description()),
        info.remediation(),
        draft.evidence(),
        draft.file().role(),
        PlainText.of(draft.tool()),
        draft.trace().stream().map(ToolList::plain).toList(),
        info.cwe(),
        info.owasp(),
        fingerprint,
        null);
  }

  private static Suppression plain(Suppression s) {
    return s == null
        ? null
        : new Suppression(
            s.kind(), PlainText.of(s.reason()), PlainText.of(s.expires()), s.expired(), s.lifted());
  }
}
