package io.mcpscore.gateway;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mcpscore.model.Effect;
import io.mcpscore.report.ReportFormat;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Services.class)
class FormatsIT {

  private static final String SARIF = "application/sarif+json";

  @Inject Database database;

  @Test
  void everyFormIsServedByHeaderAndByParameterWithATagOfItsOwn() {
    Client client = Client.of("enterprise");
    String id = complete(client, "https://github.com/public/forms");
    Set<String> tags = new HashSet<>();

    for (ReportFormat form : ReportFormat.values()) {
      Response byHeader = client.call().accept(form.mediaType()).get("/api/v1/scan/" + id);
      Response byParameter = client.call().get("/api/v1/scan/" + id + "?format=" + form.key());

      assertEquals(200, byHeader.statusCode(), form.key());
      assertTrue(byHeader.contentType().startsWith(form.mediaType()), byHeader.contentType());
      assertEquals("Accept", byHeader.header("Vary"));
      assertEquals("private, no-cache", byHeader.header("Cache-Control"));
      assertEquals(byHeader.asString(), byParameter.asString());
      assertTrue(tags.add(byHeader.header("ETag")), form.key());
      Response again =
          client
              .call()
              .accept(form.mediaType())
              .header("If-None-Match", byHeader.header("ETag"))
              .get("/api/v1/scan/" + id);
      assertEquals(304, again.statusCode(), form.key());
    }
  }

  @Test
  void sarifHasTheFindingAndEveryRule() {
    Client client = Client.of("enterprise");
    String id = complete(client, "https://github.com/public/sarif");

    client
        .call()
        .accept(SARIF)
        .get("/api/v1/scan/" + id)
        .then()
        .body("version", equalTo("2.1.0"))
        .body("runs[0].results", hasSize(1))
        .body("runs[0].results[0].ruleId", equalTo("rce-eval"))
        .body("runs[0].tool.driver.rules.id.contains('network-ssrf')", equalTo(true))
        .body(
            "runs[0].versionControlProvenance[0].repositoryUri",
            equalTo("https://github.com/public/sarif"));
  }

  @Test
  void anAnswerThatIsNotNewIsFree() {
    Client client = Client.of("enterprise");
    String id = complete(client, "https://github.com/public/free");
    Response first = client.call().accept(SARIF).get("/api/v1/scan/" + id);

    Response again =
        client
            .call()
            .accept(SARIF)
            .header("If-None-Match", first.header("ETag"))
            .get("/api/v1/scan/" + id);

    assertEquals(first.header("X-RateLimit-Remaining"), again.header("X-RateLimit-Remaining"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*/* | application/json",
        "application/* | application/json",
        "application/json, application/sarif+json;q=0.5 | application/json",
        "application/json;q=0.5, application/sarif+json | application/sarif+json",
        "application/json;q=0, application/* | application/sarif+json",
        "text/nothing, */*;q=0.1 | application/json",
      })
  void theClientsPreferenceDecides(String accept, String type) {
    Client client = Client.of("enterprise");
    String id = complete(client, "https://github.com/public/preferred");

    Response answer = client.call().header("Accept", accept).get("/api/v1/scan/" + id);

    assertTrue(answer.contentType().startsWith(type), answer.contentType());
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/xml", "image/*", "text/html;q=0", "nonsense", "/", ";;"})
  void otherTypesAreRefused(String accept) {
    Client client = Client.of("enterprise");
    String id = complete(client, "https://github.com/public/refused");

    client
        .call()
        .header("Accept", accept)
        .get("/api/v1/scan/" + id)
        .then()
        .statusCode(406)
        .contentType("application/json")
        .body("error.code", equalTo("NOT_ACCEPTABLE"));
    client.call().get("/api/v1/scan/" + id + "?format=xml").then().statusCode(406);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void withoutAReportThereIsJsonAlone(boolean failed) {
    Client client = Client.of("enterprise");
    String id = client.scan("https://github.com/public/no-report-" + failed).path("id");
    if (failed) {
      database.fail(id);
    }

    client
        .call()
        .accept(SARIF)
        .get("/api/v1/scan/" + id)
        .then()
        .statusCode(409)
        .contentType("application/json")
        .body("error.code", equalTo("SCAN_NOT_COMPLETE"));
    client.call().get("/api/v1/scan/" + id + "?format=sarif").then().statusCode(409);
    client
        .call()
        .header("Accept", "application/sarif+json, application/json;q=0.5")
        .get("/api/v1/scan/" + id)
        .then()
        .statusCode(200)
        .contentType("application/json")
        .body("status", equalTo(failed ? "failed" : "pending"));
  }

  @Test
  void nobodySeesAnotherAccountsFormsNorThatThereAreAny() {
    Client client = Client.of("enterprise");
    String id = complete(Client.of("enterprise"), "https://github.com/public/walled");

    for (ReportFormat form : ReportFormat.values()) {
      client
          .call()
          .accept(form.mediaType())
          .get("/api/v1/scan/" + id)
          .then()
          .statusCode(404)
          .header("ETag", nullValue())
          .body("error.code", equalTo("SCAN_NOT_FOUND"));
    }
  }

  private String complete(Client client, String url) {
    String id = client.submit("{\"url\": \"" + url + "\", \"forceRefresh\": true}").path("id");
    database.complete(id, "rules-1", SampleReport.json("f1", "Runs code", Effect.EXEC));
    return id;
  }
}
