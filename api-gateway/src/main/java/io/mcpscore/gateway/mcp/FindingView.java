package io.mcpscore.gateway.mcp;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mcpscore.model.Category;
import io.mcpscore.model.Evidence;
import io.mcpscore.model.FileRole;
import io.mcpscore.model.Finding;
import io.mcpscore.model.Json;
import io.mcpscore.model.Severity;
import io.mcpscore.model.TraceStep;
import io.mcpscore.report.OwnWords;
import java.util.List;
import java.util.stream.Stream;

/**
 * A finding as a model sees it.
 *
 * @param id in its scan
 * @param checkId what {@code explain_check} explains
 * @param name title of the check
 * @param severity after the evidence was weighed
 * @param category group of the check
 * @param evidence how well it is shown
 * @param role what its file is for; only source and configuration cost points
 * @param line 1-based
 * @param reachedByTool whether a tool of the server leads there
 * @param suppressed whether the author asks to ignore it
 * @param remediation what to do, in this product's words, or null
 * @param cwe ids such as {@code CWE-78}
 * @param untrusted what the repository says there
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record FindingView(
    String id,
    String checkId,
    String name,
    Severity severity,
    Category category,
    Evidence evidence,
    FileRole role,
    int line,
    boolean reachedByTool,
    boolean suppressed,
    String remediation,
    List<String> cwe,
    Said untrusted) {

  private static final int MOST_STEPS = 6;

  /**
   * What the repository says.
   *
   * @param file where it is
   * @param tool that leads there, or null
   * @param description why it is a problem; it names things as the repository does
   * @param snippet the code, secrets masked
   * @param trace the way from the entry, cut in the middle
   * @param stepsLeftOut how many steps were cut
   * @param reasonToIgnore what the author says for ignoring it, or null
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Said(
      String file,
      String tool,
      String description,
      String snippet,
      List<Step> trace,
      int stepsLeftOut,
      String reasonToIgnore) {}

  /**
   * A step of the way.
   *
   * @param file where it is
   * @param line 1-based
   * @param label what happens there
   */
  record Step(String file, int line, String label) {}

  static FindingView of(Finding finding) {
    return new FindingView(
        finding.id(),
        finding.checkId(),
        UntrustedText.line(finding.name(), UntrustedText.NAME),
        finding.severity(),
        finding.category(),
        finding.evidence(),
        finding.role(),
        finding.line(),
        finding.tool() != null,
        finding.suppressed() != null,
        OwnWords.isRemediation(finding) ? finding.remediation() : null,
        finding.cwe(),
        said(finding));
  }

  /** In a line; what the repository says stands in quotes, escaped. */
  String text() {
    return "%s: %s %s, %s%s%s, at %s line %d"
        .formatted(
            id,
            severity.key(),
            checkId,
            evidence == null ? "no evidence" : evidence.key(),
            reachedByTool ? ", reached by a tool" : "",
            suppressed ? ", its author asks to ignore it" : "",
            Json.write(untrusted.file()),
            line);
  }

  private static Said said(Finding finding) {
    List<TraceStep> trace = finding.trace();
    int half = MOST_STEPS / 2;
    List<TraceStep> shown =
        trace.size() <= MOST_STEPS
            ? trace
            : Stream.concat(
                    trace.subList(0, half).stream(),
                    trace.subList(trace.size() - half, trace.size()).stream())
                .toList();
    return new Said(
        UntrustedText.line(finding.file(), UntrustedText.NAME),
        UntrustedText.line(finding.tool(), UntrustedText.NAME),
        UntrustedText.line(finding.description(), UntrustedText.SENTENCE),
        UntrustedText.lines(finding.snippet(), UntrustedText.CODE),
        shown.stream().map(FindingView::step).toList(),
        trace.size() - shown.size(),
        finding.suppressed() == null
            ? null
            : UntrustedText.line(finding.suppressed().reason(), UntrustedText.SENTENCE));
  }

  private static Step step(TraceStep step) {
    return new Step(
        UntrustedText.line(step.file(), UntrustedText.NAME),
        step.line(),
        UntrustedText.line(step.label(), UntrustedText.NAME));
  }
}
