package io.mcpscore.gateway;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mcpscore.gateway.config.GitSettings;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Services.class)
class BadgeIT {

  @Inject Database database;
  @Inject GitSettings git;

  @Test
  void aPublicResultIsShownToAnyone() throws Exception {
    scanned("public/badged");

    Response badge = given().get("/badge/github.com/Public/Badged.svg");

    badge
        .then()
        .statusCode(200)
        .header("Cache-Control", "public, max-age=300")
        .body(containsString("MCP security: B 88"));
    assertEquals("image/svg+xml;charset=utf-8", badge.contentType());
    assertFalse(badge.asString().contains("moved"));
    DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(badge.asInputStream());
    given()
        .header("If-None-Match", badge.header("ETag"))
        .get("/badge/github.com/public/badged.svg")
        .then()
        .statusCode(304);
    given()
        .get("/badge/github.com/public/badged.json")
        .then()
        .statusCode(200)
        .contentType("application/json")
        .body("schemaVersion", equalTo(1))
        .body("label", equalTo("MCP security"))
        .body("message", equalTo("B 88"))
        .body("color", equalTo("green"));
  }

  @Test
  void aBadgeSaysWhenHeadHasMoved() {
    scanned("moved/on");

    given()
        .get("/badge/github.com/moved/on.json")
        .then()
        .body("message", equalTo("B 88 · HEAD has moved"));
  }

  @Test
  void theHostIsAskedOnceForManyBadges() {
    scanned("public/shown-often");
    String host = git.mirrors().get("github.com").replace("/git", "/asked/");
    int before = Integer.parseInt(given().get(host + "public/shown-often").asString());

    for (int i = 0; i < 5; i++) {
      given().get("/badge/github.com/public/shown-often.svg").then().statusCode(200);
    }
    given().get("/badge/github.com/public/shown-never.svg").then().statusCode(200);

    assertEquals(before + 1, Integer.parseInt(given().get(host + "public/shown-often").asString()));
    assertEquals("0", given().get(host + "public/shown-never").asString());
  }

  @Test
  void ofPrivateAbsentAndUnscannedRepositoriesAllBadgesAreEqual() {
    // Given a result that only its account may know of, one of a repository that is gone, one of a
    // branch alone, and none
    String secret = scanned("public/secret");
    database.run("UPDATE scan SET is_public = false WHERE id = ?", secret);
    String gone = scanned("public/gone-later");
    database.run("UPDATE scan SET owner = 'absent' WHERE id = ?", gone);
    String branch = scanned("public/branch");
    database.run("UPDATE scan SET ref = 'dev' WHERE id = ?", branch);

    String unknown = given().get("/badge/github.com/public/never-scanned.svg").asString();

    assertTrue(unknown.contains("unknown"), unknown);
    for (String path : new String[] {"public/secret", "absent/gone-later", "public/branch"}) {
      assertEquals(unknown, given().get("/badge/github.com/" + path + ".svg").asString(), path);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/badge/evil.example/a/b.svg",
        "/badge/github.com/-a/b.svg",
        "/badge/github.com/a/%3Cscript%3E.svg",
        "/badge/github.com/a/b%2Ftree%2Fdev.svg",
        "/badge/github.com/a/b%3Fx.svg%0d%0aX-Evil:1.svg",
        "/badge/user@github.com/a/b.svg",
        "/badge/github.com:443/a/b.svg",
        "/badge/github.com/a/..svg"
      })
  void oddNamesAreRefused(String path) {
    given()
        .urlEncodingEnabled(false)
        .get(path)
        .then()
        .statusCode(400)
        .contentType("application/json")
        .body("error.code", equalTo("INVALID_URL"));
  }

  @Test
  void otherSuffixesAreNotFound() {
    given()
        .get("/badge/github.com/a/b.png")
        .then()
        .statusCode(404)
        .body("error.code", equalTo("NOT_FOUND"));
    given().post("/badge/github.com/a/b.svg").then().statusCode(405).header("Allow", "GET, HEAD");
  }

  private String scanned(String repository) {
    String id = Client.of("enterprise").scan("https://github.com/" + repository).path("id");
    database.complete(id, "rules-1");
    return id;
  }
}
