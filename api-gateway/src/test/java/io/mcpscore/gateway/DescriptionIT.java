package io.mcpscore.gateway;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Services.class)
class DescriptionIT {

  @Test
  void everyOperationIsDescribed() {
    given()
        .accept("application/json")
        .get("/q/openapi?format=json")
        .then()
        .statusCode(200)
        .body("paths.'/api/v1/scan'.post.operationId", equalTo("submitScan"))
        .body("paths.'/api/v1/scan'.post.responses.'201'", notNullValue())
        .body("paths.'/api/v1/scan/{id}'.get.operationId", equalTo("getScan"))
        .body("paths.'/api/v1/scans'.get.operationId", equalTo("listScans"))
        .body("paths.'/api/v1/scans'.get.parameters.size()", equalTo(7))
        .body("paths.'/api/v1/scans'.post.operationId", equalTo("submitScans"))
        .body("paths.'/api/v1/scans'.post.requestBody.content", notNullValue())
        .body("paths.'/api/v1/scans'.post.responses.'201'.content", notNullValue())
        .body("paths.'/api/v1/scan'.post.responses.'429'.headers", notNullValue())
        .body("paths.'/api/v1/webhooks'.post.operationId", equalTo("putWebhook"))
        .body("paths.'/api/v1/webhooks/{id}'.delete.operationId", equalTo("removeWebhook"))
        .body("paths.'/api/v1/webhooks/secret'.post.operationId", equalTo("renewWebhookSecret"))
        .body(
            "paths.'/api/v1/webhooks/deliveries'.get.operationId", equalTo("listWebhookDeliveries"))
        .body("components.schemas.ScanRequest.properties.webhookUrl", notNullValue())
        .body("paths.'/api/v1/batches/{id}'.get.operationId", equalTo("getBatch"))
        .body("paths.'/api/v1/batches/{id}'.get.responses.'404'.content", notNullValue())
        .body("components.schemas.Batch.properties.counts", notNullValue())
        .body("paths.'/api/v1/scan/{id}/events'.get.operationId", equalTo("followScan"))
        .body(
            "paths.'/api/v1/scan/{id}/events'.get.responses.'200'.content.'text/event-stream'",
            notNullValue())
        .body("paths.'/api/v1/scan/{id}/diff/{other}'.get.operationId", equalTo("compareScans"))
        .body("paths.'/api/v1/checks'.get.operationId", equalTo("listChecks"))
        .body("components.responses.KeyCheckNotFound.content", notNullValue())
        .body("paths.'/badge/{host}/{owner}/{file}'.get.operationId", equalTo("getBadge"))
        .body(
            "paths.'/api/v1/scan/{id}'.get.responses.'200'.content.keySet()",
            hasItems("application/json", "application/sarif+json", "text/html"))
        .body("components.schemas.ScanDiff.properties.rugPull", notNullValue())
        .body("paths.'/admin/v1/keys'.post.operationId", equalTo("createKey"))
        .body("paths.'/admin/v1/keys'.get.operationId", equalTo("listKeys"))
        .body("paths.'/admin/v1/keys/{id}'.delete.operationId", equalTo("revokeKey"))
        .body("paths.'/admin/v1/jobs'.get.operationId", equalTo("listJobs"))
        .body("paths.'/admin/v1/jobs/{id}'.get.operationId", equalTo("getJob"))
        .body("paths.'/admin/v1/jobs/{id}'.delete.operationId", equalTo("dropJob"))
        .body("paths.'/admin/v1/jobs/{id}/retry'.post.operationId", equalTo("retryJob"))
        .body("paths.'/api/v1/keys'.post.operationId", equalTo("createOwnKey"))
        .body("paths.'/api/v1/keys'.get.operationId", equalTo("listOwnKeys"))
        .body("paths.'/api/v1/keys/{id}'.delete.operationId", equalTo("revokeOwnKey"))
        .body("paths.'/api/v1/usage'.get.responses.'200'.content", notNullValue())
        .body("paths.'/admin/v1/audit'.get.operationId", equalTo("listAudit"))
        .body("paths.'/admin/v1/accounts/{name}'.put.operationId", equalTo("putAccount"))
        .body("paths.'/admin/v1/people/{id}'.put.operationId", equalTo("assignPerson"))
        .body("components.securitySchemes.size()", equalTo(2))
        .body("components.schemas.CompleteScan.properties.findings", notNullValue())
        .body("components.securitySchemes.apiKey.scheme", equalTo("bearer"));
    given().get("/q/swagger-ui/").then().statusCode(200);
  }

  @Test
  void healthNamesTheServices() {
    given()
        .get("/q/health/ready")
        .then()
        .statusCode(200)
        .body("status", equalTo("UP"))
        .body("checks.find { it.name == 'services' }.data.postgresql", equalTo("up"));
    given().get("/q/health/live").then().statusCode(200);
  }

  @Test
  void metricsCountWithoutNamingAnyone() {
    Client client = Client.of("enterprise");
    String id = client.scan("https://github.com/public/measured").path("id");
    client.read(id);
    given().get("/api/v1/scans");

    String metrics = given().get("/q/metrics").asString();

    given()
        .get("/q/metrics")
        .then()
        .statusCode(200)
        .body(containsString("mcpscore_scans_total{outcome=\"queued\"}"))
        .body(containsString("mcpscore_auth_failures_total{reason=\"missing\"}"))
        .body(containsString("mcpscore_relay_lag_seconds"));
    assertFalse(metrics.contains(id), "a scan id is in the metrics");
    assertFalse(metrics.contains("measured"), "a repository is in the metrics");
    assertFalse(metrics.contains("mcp_sk_"), "a key is in the metrics");
  }
}
