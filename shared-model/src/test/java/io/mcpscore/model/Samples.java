package io.mcpscore.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Findings, tools and reports for tests; what a test does not name has a harmless value. */
public final class Samples {

  private Samples() {}

  /** A finding that is proven, in source code and in a file of its own. */
  public static Finding finding(Severity severity, Category category, String id) {
    return finding(id, "check-" + id, severity, category, "src/" + id + ".ts");
  }

  /** A proven finding in source code. */
  public static Finding finding(
      String id, String checkId, Severity severity, Category category, String file) {
    return finding(id, checkId, severity, category, file, Evidence.PROVEN, FileRole.SOURCE, null);
  }

  /** Any finding. */
  public static Finding finding(
      String id,
      String checkId,
      Severity severity,
      Category category,
      String file,
      Evidence evidence,
      FileRole role,
      String tool) {
    return new Finding(
        id,
        checkId,
        checkId,
        severity,
        category,
        file,
        1,
        1,
        1,
        "code",
        "why",
        "what to do",
        evidence,
        role,
        tool,
        List.of(),
        List.of("CWE-78"),
        List.of("MCP05:2025"),
        "f" + id,
        null);
  }

  /** Several findings of one severity and category, each in a file of its own. */
  public static List<Finding> findings(int count, Severity severity, Category category) {
    List<Finding> out = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      out.add(finding(severity, category, severity + "-" + category + "-" + i));
    }
    return out;
  }

  /** A tool with a risk and effects. */
  public static Tool tool(String name, Risk risk, Effect... effects) {
    return tool(name, risk, List.of(), effects);
  }

  /** A tool with poisoned metadata. */
  public static Tool tool(String name, Risk risk, List<String> poisoning, Effect... effects) {
    return tool("", name, risk, poisoning, effects);
  }

  /** A tool of one server of several. */
  public static Tool tool(
      String server, String name, Risk risk, List<String> poisoning, Effect... effects) {
    return new Tool(
        name,
        null,
        "text",
        "src/" + name + ".ts",
        1,
        server,
        "typescript",
        "mcp-sdk-ts",
        null,
        null,
        List.of(effects),
        List.of(),
        List.of(),
        poisoning,
        risk,
        null);
  }

  /** A report without a digest. */
  public static Report report(List<Finding> findings, List<Tool> tools) {
    return new Report(
        80,
        Grade.B,
        70,
        Grade.C,
        findings,
        Map.of(Severity.CRITICAL, findings.size()),
        List.of(),
        List.of(),
        tools,
        List.of(),
        List.of(),
        new Coverage(1, 1, 1, List.of(), 0, 0, List.of(), List.of(), true),
        new Dependencies(0, null, List.of(), 0),
        List.of(),
        "1.0.0",
        "2026.1",
        null);
  }
}
