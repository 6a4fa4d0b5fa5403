package io.mcpscore.gateway;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mcpscore.gateway.config.GitSettings;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Services.class)
class ProbeIT {

  @Inject GitSettings git;
  @Inject Database database;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://github.com/absent/repository",
        "https://github.com/hidden/repository",
        "https://github.com/gone/repository",
        "https://git.example/absent/repository",
        "https://git.example/private/repository"
      })
  void whatIsNotThereIsNotFound(String url) {
    Client.of("enterprise")
        .scan(url)
        .then()
        .statusCode(404)
        .body("error.code", equalTo("REPO_NOT_FOUND"))
        .body("error.details", containsString("private"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://github.com/private/repository",
        "https://github.com/forbidden/repository",
        "https://git.example/forbidden/repository"
      })
  void whatIsPrivateIsRefused(String url) {
    Client.of("enterprise")
        .scan(url)
        .then()
        .statusCode(403)
        .body("error.code", equalTo("PRIVATE_REPO"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://down.example/public/repository",
        "https://github.com/broken/repository",
        "https://github.com/web/repository",
        "https://github.com/elsewhere/repository",
        "https://github.com/slow/repository"
      })
  void whatCannotBeToldIsLeftToTheWorkerAndItsResultIsNotShared(String url) {
    // When a host does not say whether a repository exists
    long start = System.nanoTime();
    Response answer = Client.of("enterprise").scan(url);

    // Then the scan is accepted, in time
    answer.then().statusCode(201);
    assertTrue(System.nanoTime() - start < 5_000_000_000L, "the budget is three seconds");
    assertEquals(
        "f", database.value("SELECT is_public FROM scan WHERE id = ?", (String) answer.path("id")));
  }

  @Test
  void aRenamedRepositoryIsFollowedOnItsOwnHost() {
    Client.of("enterprise").scan("https://github.com/renamed/here").then().statusCode(201);
  }

  @Test
  void theHostIsAskedOnceForManyWishes() {
    Client.of("enterprise").scan("https://github.com/public/popular").then().statusCode(201);
    Client.of("enterprise").scan("https://github.com/public/popular").then().statusCode(201);
    for (int i = 0; i < 2; i++) {
      Client.of("enterprise").scan("https://github.com/absent/popular").then().statusCode(404);
    }

    String host = git.mirrors().get("github.com").replace("/git", "/asked/");
    assertEquals("1", given().get(host + "public/popular").asString());
    assertEquals("1", given().get(host + "absent/popular").asString());
  }
}
