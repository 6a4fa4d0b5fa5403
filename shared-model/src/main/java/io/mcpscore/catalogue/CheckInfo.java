package io.mcpscore.catalogue;

import io.mcpscore.model.Category;
import io.mcpscore.model.Severity;
import java.util.List;

/**
 * The documented entry of a check; the reference pages and the API are made from it.
 *
 * @param id stable id
 * @param name title
 * @param severity the most it can be; evidence may lower it
 * @param category group
 * @param what what is looked for
 * @param why why it matters when an agent decides the inputs
 * @param remediation what to do
 * @param badExample code that is found
 * @param fixedExample the same code, repaired, which is not found
 * @param cwe ids such as {@code CWE-78}
 * @param owasp ids such as {@code MCP05:2025}
 */
public record CheckInfo(
    String id,
    String name,
    Severity severity,
    Category category,
    String what,
    String why,
    String remediation,
    String badExample,
    String fixedExample,
    List<String> cwe,
    List<String> owasp) {

  /** Copies the lists. */
  public CheckInfo {
    cwe = List.copyOf(cwe);
    owasp = List.copyOf(owasp);
  }
}
