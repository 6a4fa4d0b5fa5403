package io.mcpscore.gateway.checks;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.model.Category;
import io.mcpscore.model.Severity;
import java.util.Collection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * All checks, in the order of the documentation.
 *
 * @param checks one entry a check
 */
record CheckList(List<Item> checks) {

  /**
   * A check in short.
   *
   * @param id stable id
   * @param name title
   * @param severity the most that a finding can have
   * @param category group
   * @param cwe ids such as {@code CWE-78}
   * @param owasp ids such as {@code MCP05:2025}
   */
  @Schema(name = "CheckSummary")
  record Item(
      String id,
      String name,
      Severity severity,
      Category category,
      List<String> cwe,
      List<String> owasp) {}

  static CheckList of(Collection<CheckInfo> entries) {
    return new CheckList(
        entries.stream()
            .map(e -> new Item(e.id(), e.name(), e.severity(), e.category(), e.cwe(), e.owasp()))
            .toList());
  }
}
