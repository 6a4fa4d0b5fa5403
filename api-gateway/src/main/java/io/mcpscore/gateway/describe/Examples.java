package io.mcpscore.gateway.describe;

import com.fasterxml.jackson.databind.JsonNode;
import io.mcpscore.model.Json;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/**
 * Examples of one operation, in {@code openapi/examples/<operationId>.json}: under {@code
 * parameters} values by name, under {@code request} and each status bodies by media type and name.
 */
final class Examples {

  private final JsonNode file;

  private Examples(JsonNode file) {
    this.file = file;
  }

  static Optional<Examples> of(Operation operation) {
    JsonNode file = Resources.json("examples/" + operation.getOperationId() + ".json");
    return file.isMissingNode() ? Optional.empty() : Optional.of(new Examples(file));
  }

  void apply(Operation operation) {
    if (operation.getParameters() != null) {
      operation
          .getParameters()
          .forEach(
              parameter -> {
                JsonNode value = file.path("parameters").path(parameter.getName());
                if (!value.isMissingNode()) {
                  parameter.setExample(plain(value));
                }
              });
    }
    if (operation.getRequestBody() != null) {
      add(operation.getRequestBody().getContent(), file.path("request"));
    }
    for (Map.Entry<String, APIResponse> answer :
        operation.getResponses().getAPIResponses().entrySet()) {
      add(answer.getValue().getContent(), file.path(answer.getKey()));
    }
  }

  private static void add(Content content, JsonNode byType) {
    if (content == null) {
      return;
    }
    byType
        .properties()
        .forEach(
            type -> {
              MediaType media = content.getMediaType(type.getKey());
              if (media == null) {
                throw new IllegalStateException("no media type " + type.getKey());
              }
              type.getValue()
                  .properties()
                  .forEach(
                      example ->
                          media.addExample(
                              example.getKey(),
                              OASFactory.createExample().value(plain(example.getValue()))));
            });
  }

  private static Object plain(JsonNode value) {
    return Json.mapper().convertValue(value, Object.class);
  }
}
