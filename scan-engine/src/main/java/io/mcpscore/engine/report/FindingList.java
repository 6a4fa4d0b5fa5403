package io.mcpscore.engine.report;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.engine.Faults;
import io.mcpscore.engine.check.FindingSink.Draft;
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

  /**
   * The findings with their ids, ordered by severity, file, line and check. What one check hides is
   * hidden in the snippets of all.
   */
  static List<Finding> of(List<Reported> reported, Suppressions suppressions, Faults faults) {
    Map<String, BitSet> hidden = new HashMap<>();
    reported.forEach(r -> hide(r.draft(), hidden));
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
              () -> finding(r.info(), r.draft(), mask, equals, suppressions))
          .ifPresent(findings::add);
    }
    findings.sort(ORDER);
    for (int i = 0; i < findings.size(); i++) {
      findings.set(i, findings.get(i).withId("finding_" + (i + 1)));
    }
    return findings;
  }

  private static void hide(Draft draft, Map<String, BitSet> hidden) {
    for (int[] range : draft.masked()) {
      hidden.computeIfAbsent(draft.file().path(), p -> new BitSet()).set(range[0], range[1]);
    }
  }

  private static Finding finding(
      CheckInfo info,
      Draft draft,
      BitSet hidden,
      Map<String, Integer> equals,
      Suppressions suppressions) {
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
        plain(suppressions.of(draft.file().path(), info.id(), line, fingerprint)));
  }

  private static Suppression plain(Suppression s) {
    return s == null
        ? null
        : new Suppression(
            s.kind(), PlainText.of(s.reason()), PlainText.of(s.expires()), s.expired(), s.lifted());
  }
}
