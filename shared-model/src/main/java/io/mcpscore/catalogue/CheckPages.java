package io.mcpscore.catalogue;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** The reference of checks as Markdown, made from their entries: one page a check, and an index. */
public final class CheckPages {

  /** Name of the index. */
  public static final String INDEX = "README.md";

  private CheckPages() {}

  /** Every page by its file name. */
  public static Map<String, String> all() {
    Map<String, String> pages = new TreeMap<>();
    pages.put(INDEX, index(Catalogue.all()));
    Catalogue.all().forEach(info -> pages.put(info.id() + ".md", page(info)));
    return pages;
  }

  private static String index(Collection<CheckInfo> infos) {
    StringBuilder out = new StringBuilder();
    out.append("# Checks\n\n")
        .append("Made from the entries of the checks by `./mcpscore checks --write docs/checks`.\n")
        .append("The severity is the most that a finding can have; its evidence may lower it.\n\n")
        .append(
            "How often a check is right was measured on 36 public servers: a sample of its findings was read\n")
        .append(
            "together with the code (2026-11-28), what was wrong repaired where a rule could be found, and\n")
        .append(
            "counted is what of the sample still stands. Those servers are no longer unknown to the checks.\n\n")
        .append("| check | most | category | |\n| --- | --- | --- | --- |\n");
    for (CheckInfo info : infos) {
      out.append(
          "| [%s](%s.md) | %s | %s | %s |\n"
              .formatted(
                  info.id(), info.id(), info.severity().key(), info.category().key(), info.name()));
    }
    return out.toString();
  }

  private static String page(CheckInfo info) {
    return """
        # %s

        `%s`, at most %s, category %s, %s, %s

        ## What is looked for

        %s

        ## Why it matters

        %s

        ## What to do

        %s

        ## Found

        %s

        ## Not found

        %s
        %s"""
        .formatted(
            info.name(),
            info.id(),
            info.severity().key(),
            info.category().key(),
            String.join(", ", info.cwe()),
            String.join(", ", info.owasp()),
            info.what(),
            info.why(),
            info.remediation(),
            info.badExample(),
            info.fixedExample(),
            MeasuredPrecision.of(info.id())
                .map(m -> "\n## How often it is right\n\n" + m.sentence() + "\n")
                .orElse(""));
  }
}
