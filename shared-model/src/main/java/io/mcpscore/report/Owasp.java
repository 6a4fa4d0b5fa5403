package io.mcpscore.report;

import java.util.Map;
import java.util.Optional;

/** The entries of the OWASP MCP Top 10 of 2025. */
public final class Owasp {

  private static final Map<String, String> TITLES =
      Map.of(
          "MCP01:2025", "Token Mismanagement and Secret Exposure",
          "MCP02:2025", "Privilege Escalation via Scope Creep",
          "MCP03:2025", "Tool Poisoning",
          "MCP04:2025", "Software Supply Chain Attacks and Dependency Tampering",
          "MCP05:2025", "Command Injection and Execution",
          "MCP06:2025", "Intent Flow Subversion",
          "MCP07:2025", "Insufficient Authentication and Authorization",
          "MCP08:2025", "Lack of Audit and Telemetry",
          "MCP09:2025", "Shadow MCP Servers",
          "MCP10:2025", "Context Injection and Over-Sharing");

  private Owasp() {}

  /** Title of an entry, or empty when the list has none of that id. */
  public static Optional<String> title(String id) {
    return Optional.ofNullable(TITLES.get(id));
  }
}
