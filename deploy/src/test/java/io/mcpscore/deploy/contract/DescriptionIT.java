package io.mcpscore.deploy.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.mcpscore.model.CompleteScan;
import io.mcpscore.model.ErrorCode;
import io.mcpscore.model.Json;
import io.mcpscore.model.Report;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The description of the API is valid and complete; an operation that is added has to be too. */
class DescriptionIT {

  private static ApiDocument document;

  @BeforeAll
  static void read() {
    document = TwoGateways.get().document();
  }

  @Test
  void theDocumentIsValidOpenApi() throws Exception {
    try (InputStream in = getClass().getResourceAsStream("/openapi-3.1-schema.json")) {
      Schema openApi =
          SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
              .getSchema(new String(in.readAllBytes(), StandardCharsets.UTF_8), InputFormat.JSON);
      assertThat(openApi.validate(document.tree())).isEmpty();
    }
    Schema dialect =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
    for (Map.Entry<String, JsonNode> schema :
        document.tree().at("/components/schemas").properties()) {
      assertThat(dialect.validate(schema.getValue())).as(schema.getKey()).isEmpty();
    }
  }

  @Test
  void everyOperationSaysWhatItIsForAndWhatItCanAnswer() {
    List<String> lacking = new ArrayList<>();
    Set<String> ids = new TreeSet<>();
    for (ApiOperation operation : document.operations()) {
      JsonNode tree = operation.tree();
      for (String member : List.of("operationId", "summary", "tags")) {
        if (tree.path(member).isMissingNode()) {
          lacking.add(operation + " has no " + member);
        }
      }
      if (!ids.add(operation.id())) {
        lacking.add(operation + " has the operationId of another one");
      }
      operation.answers().forEach((status, answer) -> answer(operation, status, answer, lacking));
      needed(operation).stream()
          .filter(status -> !operation.answers().containsKey(status))
          .forEach(status -> lacking.add(operation + " does not document " + status));
      if (operation.answers().keySet().stream().noneMatch(status -> status.startsWith("2"))) {
        lacking.add(operation + " does not document how it answers when all is well");
      }
    }
    assertThat(lacking)
        .as("add what is missing to the annotations of the resource, or to openapi/ of the gateway")
        .isEmpty();
  }

  private static void answer(
      ApiOperation operation, String status, JsonNode answer, List<String> lacking) {
    String where = operation + " " + status;
    if (answer.path("description").asText().isBlank()) {
      lacking.add(where + " has no description");
    }
    if (!answer.path("headers").has("X-Request-Id")) {
      lacking.add(where + " does not name the header X-Request-Id");
    }
    boolean retry = status.equals("429") || status.equals("503");
    if (retry && !answer.path("headers").has("Retry-After")) {
      lacking.add(where + " does not name the header Retry-After");
    }
    boolean counted = operation.wants("apiKey") && !status.equals("401");
    if (counted && !answer.path("headers").has("X-RateLimit-Remaining")) {
      lacking.add(where + " does not name the rate headers");
    }
    if (status.startsWith("4") || status.startsWith("5")) {
      JsonNode codes = codes(answer);
      if (codes.isEmpty()) {
        lacking.add(where + " names no error code");
      }
      for (JsonNode code : codes) {
        if (ErrorCode.valueOf(code.asText()).httpStatus() != Integer.parseInt(status)) {
          lacking.add(where + " names " + code.asText() + ", which has another status");
        }
      }
    }
  }

  private static JsonNode codes(JsonNode answer) {
    return answer.at(
        "/content/application~1json/schema/allOf/1/properties/error/properties/code/enum");
  }

  /** What every operation can answer, whatever it does. */
  private static List<String> needed(ApiOperation operation) {
    List<String> needed = new ArrayList<>(List.of("400", "413", "500", "503"));
    if (operation.wants("apiKey") || operation.wants("adminToken")) {
      needed.addAll(List.of("401", "429"));
    }
    if (operation.wants("apiKey")) {
      needed.add("403");
    }
    if (!operation.requestContent().isMissingNode()) {
      needed.add("415");
    }
    if (!operation.parameters("path").isEmpty()) {
      needed.add("404");
    }
    return needed;
  }

  @Test
  void everyBodyAndEveryParameterHasAnExample() {
    List<String> lacking = new ArrayList<>();
    for (ApiOperation operation : document.operations()) {
      for (ApiOperation.Parameter parameter : operation.parameters()) {
        if (parameter.tree().path("description").asText().isBlank()) {
          lacking.add(operation + ": parameter " + parameter.name() + " has no description");
        }
        if (parameter.example() == null) {
          lacking.add(operation + ": parameter " + parameter.name() + " has no example");
        }
      }
      for (Body body : bodies(operation)) {
        if (body.examples().isEmpty()) {
          lacking.add(body.where() + " has no example");
        }
      }
    }
    assertThat(lacking)
        .as("examples belong into openapi/examples/<operationId>.json of the gateway")
        .isEmpty();
  }

  @Test
  void everyExampleIsWhatItsSchemaSays() {
    List<String> wrong = new ArrayList<>();
    int examples = 0;
    for (ApiOperation operation : document.operations()) {
      for (Body body : bodies(operation)) {
        for (JsonNode example : body.examples()) {
          examples++;
          document
              .errors(body.pointer(), example.path("value"))
              .forEach(error -> wrong.add(body.where() + ": " + error));
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(examples).isGreaterThan(100);
  }

  @Test
  void theDescriptionOfACompleteScanHasTheMembersOfOne() {
    Set<String> members = new TreeSet<>(List.of("status"));
    Stream.of(CompleteScan.class, Report.class)
        .flatMap(type -> Arrays.stream(type.getRecordComponents()))
        .map(RecordComponent::getName)
        .forEach(members::add);

    Set<String> described = new TreeSet<>();
    document
        .tree()
        .at("/components/schemas/CompleteScan/properties")
        .fieldNames()
        .forEachRemaining(described::add);

    assertThat(described).isEqualTo(members);
  }

  @Test
  void theExamplesOfErrorsAreKnownToTheCatalogueOfErrors() throws Exception {
    JsonNode texts =
        Json.mapper()
            .readTree(
                io.mcpscore.deploy.Project.top()
                    .resolve("api-gateway/src/main/resources/openapi/errors.json")
                    .toFile());
    Set<String> known = new TreeSet<>();
    texts.fieldNames().forEachRemaining(known::add);
    List<String> codes =
        Arrays.stream(ErrorCode.values())
            .filter(code -> code.httpStatus() >= 400)
            .map(Enum::name)
            .sorted()
            .toList();

    assertThat(List.copyOf(known))
        .as("openapi/errors.json of the gateway has an example of every error")
        .isEqualTo(codes);
  }

  /** A body that a client sends or gets. */
  private record Body(String where, String pointer, JsonNode examples) {}

  private static List<Body> bodies(ApiOperation operation) {
    List<Body> all = new ArrayList<>();
    for (Map.Entry<String, JsonNode> type : operation.requestContent().properties()) {
      all.add(
          new Body(
              operation + " request " + type.getKey(),
              operation.schemaOfRequest(type.getKey()),
              type.getValue().path("examples")));
    }
    operation
        .answers()
        .forEach(
            (status, answer) ->
                answer
                    .path("content")
                    .properties()
                    .forEach(
                        type ->
                            all.add(
                                new Body(
                                    operation + " " + status + " " + type.getKey(),
                                    operation.schemaOf(status, type.getKey()),
                                    type.getValue().path("examples")))));
    return all;
  }
}
