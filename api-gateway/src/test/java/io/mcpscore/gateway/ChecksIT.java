package io.mcpscore.gateway;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import io.mcpscore.catalogue.Catalogue;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Services.class)
class ChecksIT {

  @Test
  void allChecksAreListed() {
    Client client = Client.of("enterprise");

    Response list = client.call().get("/api/v1/checks");

    list.then()
        .statusCode(200)
        .header("X-RateLimit-Remaining", notNullValue())
        .body("checks", hasSize(Catalogue.all().size()))
        .body("checks[0].id", equalTo("rce-eval"))
        .body("checks[0].severity", equalTo("critical"));
    client
        .call()
        .header("If-None-Match", list.header("ETag"))
        .get("/api/v1/checks")
        .then()
        .statusCode(304);
  }

  @Test
  void aCheckIsExplained() {
    Client client = Client.of("enterprise");

    client
        .call()
        .get("/api/v1/checks/rce-eval")
        .then()
        .statusCode(200)
        .header("ETag", notNullValue())
        .body("name", equalTo("eval() Usage"))
        .body("remediation", containsString("JSON.parse"))
        .body("badExample", containsString("eval(formula)"));
  }

  @Test
  void unknownChecksAreNotFoundAndStrangersAreRefused() {
    Client client = Client.of("enterprise");

    for (String id : new String[] {"rce-evil", "..%2findex", "RCE-EVAL", "index"}) {
      client
          .call()
          .urlEncodingEnabled(false)
          .get("/api/v1/checks/" + id)
          .then()
          .statusCode(404)
          .contentType("application/json")
          .body("error.code", equalTo("CHECK_NOT_FOUND"));
    }
    given().get("/api/v1/checks").then().statusCode(401);
  }
}
