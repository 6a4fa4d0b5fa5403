package io.mcpscore.report.sarif;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mcpscore.model.CompleteScan;
import io.mcpscore.model.Coverage;
import io.mcpscore.model.Finding;
import io.mcpscore.report.SafeText;
import io.mcpscore.report.ScanResult;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** What a reader of the results has to know besides them: what was not read, run or written. */
final class SarifNotifications {

  private final SarifRules rules;

  SarifNotifications(SarifRules rules) {
    this.rules = rules;
  }

  /**
   * The one invocation of the run.
   *
   * @param shown findings that are among the results
   * @param longTraces flows that lost their middle
   */
  ArrayNode invocations(ScanResult result, List<Finding> shown, int longTraces) {
    CompleteScan scan = result.scan();
    ObjectNode invocation = SarifLog.object().put("executionSuccessful", true);
    time(invocation, "startTimeUtc", scan.startedAt());
    time(invocation, "endTimeUtc", scan.completedAt());
    ArrayNode execution = invocation.putArray("toolExecutionNotifications");
    cuts(execution, result.report().findings().size(), shown.size(), longTraces);
    Coverage coverage = result.report().coverage();
    coverage(execution, coverage);
    ArrayNode configuration = invocation.putArray("toolConfigurationNotifications");
    coverage.rulesNotRun().forEach(rule -> notRun(configuration, rule));
    return JsonNodeFactory.instance.arrayNode(1).add(invocation);
  }

  private static void cuts(ArrayNode out, int found, int shown, int longTraces) {
    if (shown < found) {
      note(
          out,
          "warning",
          "%d of %d results are in this file, the worst ones; the JSON report has all of them."
              .formatted(shown, found));
    }
    if (shown > SarifLimits.RESULTS_SHOWN) {
      note(out, "note", "GitHub shows %d results of a file.".formatted(SarifLimits.RESULTS_SHOWN));
    }
    if (longTraces > 0) {
      note(
          out,
          "note",
          "%s longer than %d steps and lost the middle."
              .formatted(SafeText.count(longTraces, "flow"), SarifLimits.STEPS));
    }
  }

  private static void coverage(ArrayNode out, Coverage coverage) {
    if (!coverage.sufficient()) {
      note(
          out,
          "warning",
          "The coverage is not sufficient: %d of %s and %d of %s."
              .formatted(
                  coverage.filesAnalysed(),
                  SafeText.count(coverage.sourceFiles(), "source file"),
                  coverage.toolsResolved(),
                  SafeText.count(coverage.toolsFound(), "tool")));
    }
    for (Coverage.Skipped skipped : coverage.skipped()) {
      note(
          out,
          "note",
          "%s left out: %s".formatted(SafeText.count(skipped.count(), "file"), skipped.reason()));
    }
    coverage.notes().forEach(text -> note(out, "note", text));
  }

  private void notRun(ArrayNode out, Coverage.RuleNotRun rule) {
    ObjectNode notification = note(out, "note", "Not run, for want of " + rule.lacked());
    ObjectNode reference = notification.putObject("associatedRule").put("id", rule.checkId());
    int index = rules.index(rule.checkId());
    if (index >= 0) {
      reference.put("index", index);
    }
  }

  private static ObjectNode note(ArrayNode out, String level, String text) {
    ObjectNode notification = out.addObject().put("level", level);
    notification.putObject("message").put("text", SarifLimits.message(text));
    return notification;
  }

  private static void time(ObjectNode out, String name, Instant time) {
    if (time != null) {
      out.put(name, time.truncatedTo(ChronoUnit.SECONDS).toString());
    }
  }
}
