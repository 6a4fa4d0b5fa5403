package io.mcpscore.deploy.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.mcpscore.model.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Holds answers to what the document promises of an operation. */
final class Promise {

  private Promise() {}

  /** What is wrong with an answer; nothing when it is as promised. */
  static List<String> broken(ApiOperation operation, RawAnswer answer) {
    List<String> wrong = new ArrayList<>();
    String status = String.valueOf(answer.status());
    JsonNode promised = operation.answers().get(status);
    if (promised == null) {
      return List.of(operation + " answers " + status + ", which is not documented: " + answer);
    }
    for (Map.Entry<String, JsonNode> header : promised.path("headers").properties()) {
      JsonNode what = operation.document().resolve(header.getValue());
      if (what.path("required").booleanValue() && answer.header(header.getKey()).isEmpty()) {
        wrong.add(operation + " " + status + " lacks the header " + header.getKey());
      }
    }
    wrong.addAll(body(operation, status, promised.path("content"), answer));
    return wrong;
  }

  private static List<String> body(
      ApiOperation operation, String status, JsonNode content, RawAnswer answer) {
    String type = answer.mediaType();
    if (content.isEmpty()) {
      return answer.body().length == 0
          ? List.of()
          : List.of(operation + " " + status + " has a body that is not documented: " + answer);
    }
    if (!content.has(type)) {
      return List.of(operation + " " + status + " has the media type '" + type + "': " + answer);
    }
    if (!type.endsWith("json")) {
      return answer.body().length > 0
          ? List.of()
          : List.of(operation + " " + status + " has no body");
    }
    try {
      JsonNode value = Json.mapper().readTree(answer.body());
      return operation.document().errors(operation.schemaOf(status, type), value).stream()
          .map(error -> operation + " " + status + " breaks its schema: " + error)
          .toList();
    } catch (JsonProcessingException e) {
      return List.of(operation + " " + status + " is no JSON: " + answer);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
