package io.mcpscore.cli.submit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.mcpscore.cli.CliException;
import io.mcpscore.cli.ExitCodes;
import io.mcpscore.model.Json;
import io.mcpscore.report.SafeText;
import java.net.URI;
import java.net.http.HttpResponse;

/** Tells why a service said no, in its own words. */
final class Refusal {

  private static final int LONGEST = 400;

  private Refusal() {}

  /**
   * The end of the command: wrong use when the request was wrong, else that nothing was scanned.
   */
  static CliException of(URI server, HttpResponse<String> answer) {
    int status = answer.statusCode();
    JsonNode error = error(answer.body());
    if (!error.path("code").isTextual()) {
      String what =
          status / 100 == 3
              ? " answers with a redirect; name the address that it leads to"
              : " answers with status " + status + "; is it an MCP Security Score service?";
      return new CliException(ExitCodes.NOT_SCANNED, server + what);
    }
    int exitCode = status == 400 ? ExitCodes.USAGE : ExitCodes.NOT_SCANNED;
    return new CliException(exitCode, text(error));
  }

  /** An error of the contract in a line or two. */
  static String text(JsonNode error) {
    String said = error.path("code").asText() + ": " + error.path("message").asText();
    String details = error.path("details").asText("");
    String all = details.isEmpty() ? said : said + ". " + details;
    return SafeText.cut(SafeText.line(all), LONGEST);
  }

  private static JsonNode error(String body) {
    try {
      return Json.mapper().readTree(body).path("error");
    } catch (JsonProcessingException e) {
      return Json.mapper().missingNode();
    }
  }
}
