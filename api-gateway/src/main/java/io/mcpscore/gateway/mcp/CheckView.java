package io.mcpscore.gateway.mcp;

import io.mcpscore.catalogue.CheckInfo;

/**
 * A check explained. All of it is this product's own text.
 *
 * @param check the documented entry
 */
public record CheckView(CheckInfo check) {

  /** What it looks for, why, and what to do. */
  String text() {
    return "%s (%s, at most %s). %s %s To do: %s"
        .formatted(
            check.name(),
            check.id(),
            check.severity().key(),
            check.what(),
            check.why(),
            check.remediation());
  }
}
