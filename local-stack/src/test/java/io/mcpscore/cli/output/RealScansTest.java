package io.mcpscore.cli.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.mcpscore.cli.Run;
import io.mcpscore.model.Json;
import io.mcpscore.report.ReportFormat;
import io.mcpscore.report.ScanResult;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.cyclonedx.Version;
import org.cyclonedx.parsers.JsonParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The forms of what the engine really writes, over the fixtures of every check together. */
class RealScansTest {

  private static final Path FIXTURES =
      Path.of(System.getProperty("basedir", "local-stack"))
          .resolve("../scan-engine/src/test/resources/fixtures");

  @TempDir Path temp;

  @Test
  void everyFormOfARealReportIsValid() throws Exception {
    Path json = temp.resolve("result.json");
    Run run = Run.of("scan", FIXTURES.normalize().toString(), "--format=json", "--output=" + json);
    assertEquals(0, run.exitCode(), run.err());
    JsonNode answer = Json.mapper().readTree(Files.readString(json));
    ScanResult result = ScanResult.of(answer);

    assertEquals(answer, Json.mapper().readTree(result.json()), "nothing is lost on the way");
    assertEquals(result.report().reportDigest(), result.report().digested().reportDigest());
    assertTrue(result.report().findings().size() > 200);
    assertTrue(result.report().dependencies().components().size() > 10);
    assertEquals(List.of(), sarifErrors(ReportFormat.SARIF.render(result)));
    String bill = ReportFormat.CYCLONEDX.render(result);
    assertEquals(List.of(), new JsonParser().validate(bill, Version.VERSION_16));
    assertTrue(ReportFormat.MARKDOWN.render(result).length() <= 65_536);
    assertTrue(ReportFormat.HTML.render(result).endsWith("</html>\n"));
  }

  private static List<String> sarifErrors(String log) throws Exception {
    try (InputStream in =
        RealScansTest.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json")) {
      String schema = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
          .getSchema(schema, InputFormat.JSON)
          .validate(log, InputFormat.JSON)
          .stream()
          .map(Object::toString)
          .toList();
    }
  }
}
