package io.mcpscore.gateway.describe;

import java.util.Map;
import org.eclipse.microprofile.openapi.models.Operation;

/** Parameters that mean the same everywhere. */
final class Parameters {

  private static final Map<String, String> MEANINGS =
      Map.of(
          "If-None-Match", "ETag of what you have; answers 304 when that is what there is",
          "Idempotency-Key",
              "1 to 255 characters of your choice; the same key within 24 hours gives the same"
                  + " answer",
          "Last-Event-ID", "id of the last event that you have seen",
          "Prefer", "wait=N in the place of the parameter wait",
          "cursor", "nextCursor of the page before");

  private static final Map<String, Object> EXAMPLES =
      Map.of(
          "If-None-Match", "\"33f63e08630217ef5da20a2d7798d3d9\"",
          "Idempotency-Key", "5c1d2f7e-order-17",
          "Last-Event-ID", "0c9a3be1f7d24466",
          "Prefer", "wait=1",
          "limit", "20");

  private Parameters() {}

  /** Says what a resource left unsaid. */
  static void complete(Operation operation) {
    if (operation.getParameters() == null) {
      return;
    }
    operation
        .getParameters()
        .forEach(
            parameter -> {
              if (parameter.getDescription() == null) {
                parameter.setDescription(MEANINGS.get(parameter.getName()));
              }
              if (parameter.getExample() == null && parameter.getExamples() == null) {
                parameter.setExample(EXAMPLES.get(parameter.getName()));
              }
            });
  }
}
