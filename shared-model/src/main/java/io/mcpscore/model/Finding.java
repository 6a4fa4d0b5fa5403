package io.mcpscore.model;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * One defect with its evidence.
 *
 * @param id {@code finding_1} and so on, by the order of the report
 * @param checkId id of the check, such as {@code rce-eval}
 * @param name title of the check
 * @param severity after the evidence was weighed
 * @param category group of the check
 * @param file path in the repository
 * @param line 1-based first line
 * @param endLine 1-based last line
 * @param column 1-based column of the first character, counted in UTF-16 units
 * @param snippet the lines, secrets masked
 * @param description why this spot is a problem for an agent
 * @param remediation what to do
 * @param evidence how well it is shown
 * @param role what the file is for; decides whether points are lost
 * @param tool name of the tool that reaches it, or null
 * @param trace steps from entry to sink, empty for a pattern alone
 * @param cwe ids such as {@code CWE-78}
 * @param owasp ids such as {@code MCP05:2025}
 * @param fingerprint stable across line shifts
 * @param suppressed that the repository asks to ignore it, or null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Finding(
    String id,
    String checkId,
    String name,
    Severity severity,
    Category category,
    String file,
    int line,
    int endLine,
    int column,
    String snippet,
    String description,
    String remediation,
    Evidence evidence,
    FileRole role,
    String tool,
    List<TraceStep> trace,
    List<String> cwe,
    List<String> owasp,
    String fingerprint,
    Suppression suppressed) {

  /** Copies the lists, so that a finding never changes. */
  public Finding {
    trace = Copies.of(trace);
    cwe = Copies.of(cwe);
    owasp = Copies.of(owasp);
  }

  /** Whether the finding costs nothing because the operator lets the repository say so. */
  @JsonIgnore
  public boolean isLifted() {
    return suppressed != null && suppressed.lifted();
  }

  /** The same finding under another id. */
  public Finding withId(String newId) {
    return with(newId, suppressed);
  }

  /** The same finding with what the repository asks for it, or null. */
  public Finding suppressedBy(Suppression suppression) {
    return with(id, suppression);
  }

  private Finding with(String newId, Suppression suppression) {
    return new Finding(
        newId,
        checkId,
        name,
        severity,
        category,
        file,
        line,
        endLine,
        column,
        snippet,
        description,
        remediation,
        evidence,
        role,
        tool,
        trace,
        cwe,
        owasp,
        fingerprint,
        suppression);
  }
}
