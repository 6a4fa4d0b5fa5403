package io.mcpscore.gateway.describe;

import com.fasterxml.jackson.databind.JsonNode;
import io.mcpscore.model.ApiError;
import io.mcpscore.model.ErrorCode;
import io.mcpscore.model.Json;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/**
 * Errors of operations. A resource names the codes of a status in its description; those of its
 * door are added. Each error has the one body, with the codes that it can carry and an example of
 * each.
 */
final class ErrorResponses {

  private static final String JSON = "application/json";
  private static final String SCHEMA = "Error";
  private static final JsonNode TEXTS = Resources.json("errors.json");

  private final Components components;

  ErrorResponses(Components components) {
    this.components = components;
    components.addSchema(SCHEMA, body(null).description("What every error has as its body"));
  }

  void complete(Operation operation, Door door) {
    Map<Integer, Set<ErrorCode>> codes = new TreeMap<>();
    door.codes(operation).forEach(code -> add(codes, code));
    Map<String, APIResponse> answers = operation.getResponses().getAPIResponses();
    answers.forEach((status, answer) -> named(status, answer).forEach(code -> add(codes, code)));
    codes.forEach(
        (status, all) ->
            operation
                .getResponses()
                .addAPIResponse(
                    String.valueOf(status),
                    answer(answers.get(String.valueOf(status)), status, all, door)));
  }

  private APIResponse answer(APIResponse described, int status, Set<ErrorCode> codes, Door door) {
    String said = described == null ? "" : described.getDescription();
    boolean shared = codes.size() == 1 && (said.isEmpty() || isCode(said));
    if (!shared) {
      return inline(said, status, codes, door);
    }
    ErrorCode code = codes.iterator().next();
    String name = door.prefix() + camel(code.name());
    if (components.getResponses() == null || !components.getResponses().containsKey(name)) {
      components.addResponse(name, inline("", status, codes, door));
    }
    return OASFactory.createAPIResponse().ref("#/components/responses/" + name);
  }

  private static APIResponse inline(String said, int status, Set<ErrorCode> codes, Door door) {
    String missing =
        codes.stream()
            .filter(code -> !names(said, code))
            .map(Enum::name)
            .collect(Collectors.joining(", "));
    String between = said.isEmpty() || missing.isEmpty() ? "" : "; ";
    MediaType media = OASFactory.createMediaType().schema(narrowed(codes));
    codes.forEach(
        code ->
            media.addExample(camel(code.name()), OASFactory.createExample().value(example(code))));
    Content content = OASFactory.createContent().addMediaType(JSON, media);
    APIResponse answer =
        OASFactory.createAPIResponse().description(said + between + missing).content(content);
    ResponseHeaders.add(answer, status, door);
    return answer;
  }

  private static Set<ErrorCode> named(String status, APIResponse answer) {
    String said = answer.getDescription() == null ? "" : answer.getDescription();
    return Arrays.stream(ErrorCode.values())
        .filter(code -> String.valueOf(code.httpStatus()).equals(status) && names(said, code))
        .filter(code -> code.httpStatus() >= 400)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(ErrorCode.class)));
  }

  private static boolean names(String text, ErrorCode code) {
    return Pattern.compile("\\b" + code.name() + "\\b").matcher(text).find();
  }

  private static boolean isCode(String text) {
    return Arrays.stream(ErrorCode.values()).anyMatch(code -> code.name().equals(text));
  }

  private static void add(Map<Integer, Set<ErrorCode>> codes, ErrorCode code) {
    codes.computeIfAbsent(code.httpStatus(), status -> EnumSet.noneOf(ErrorCode.class)).add(code);
  }

  private static Schema narrowed(Set<ErrorCode> codes) {
    return OASFactory.createSchema()
        .allOf(
            List.of(
                OASFactory.createSchema().ref("#/components/schemas/" + SCHEMA),
                OASFactory.createSchema()
                    .addProperty(
                        "error", OASFactory.createSchema().addProperty("code", oneOf(codes)))));
  }

  private static Schema body(Set<ErrorCode> codes) {
    Schema error =
        OASFactory.createSchema()
            .type(List.of(SchemaType.OBJECT))
            .required(List.of("code", "message"))
            .addProperty("code", oneOf(codes).description("For programs"))
            .addProperty("message", text("One sentence, for people"))
            .addProperty("details", text("What to do next"));
    return OASFactory.createSchema()
        .type(List.of(SchemaType.OBJECT))
        .required(List.of("error"))
        .addProperty("error", error);
  }

  private static Schema oneOf(Set<ErrorCode> codes) {
    Schema schema = OASFactory.createSchema().type(List.of(SchemaType.STRING));
    return codes == null
        ? schema
        : schema.enumeration(codes.stream().<Object>map(Enum::name).toList());
  }

  private static Schema text(String description) {
    return OASFactory.createSchema().type(List.of(SchemaType.STRING)).description(description);
  }

  private static Object example(ErrorCode code) {
    JsonNode text = TEXTS.path(code.name());
    String message = text.path("message").asText(code.name());
    ApiError error = new ApiError(code, message, text.path("details").asText(null));
    return Json.mapper().convertValue(error.body(), Map.class);
  }

  private static String camel(String code) {
    return Arrays.stream(code.split("_", -1))
        .map(word -> word.charAt(0) + word.substring(1).toLowerCase(java.util.Locale.ROOT))
        .collect(Collectors.joining());
  }
}
