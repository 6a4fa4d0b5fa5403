package io.mcpscore.deploy.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mcpscore.model.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists that grow while they are read, and texts in other writings than ours. */
class PagesAndNamesIT {

  private static TwoGateways system;

  @BeforeAll
  static void start() {
    system = TwoGateways.get();
  }

  @Test
  void pagesShowEverythingOnceWhateverIsAddedMeanwhile() {
    Account account = Account.of(system, "pages-" + UUID.randomUUID(), "enterprise");
    List<String> before = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      before.addFirst(ended(account));
    }

    List<String> seen = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = Account.json(account.call("GET", "/api/v1/scans?limit=2" + cursor, null));
      page.path("scans").forEach(scan -> seen.add(scan.path("id").asText()));
      cursor =
          page.path("nextCursor").isNull() ? "" : "&cursor=" + page.path("nextCursor").asText();
      // One more after each page, in front of what is still to come.
      ended(account);
    } while (!cursor.isEmpty());

    assertThat(seen).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Łódź", "团队 7", "Ελλάς", "فريق", "e\u0301quipe", "команда"})
  void accountsMayHaveNamesInAnyWriting(String name) {
    String account = name + " " + UUID.randomUUID().toString().substring(0, 8);
    String body = Json.write(Map.of("account", account, "tier", "pro", "name", name));

    RawAnswer made = Account.operator(system, "POST", "/admin/v1/keys", body);

    if (name.contains("\u0301")) {
      // A letter and a mark are two signs; only letters and digits are asked for.
      assertThat(made.status()).as(made.toString()).isEqualTo(400);
      return;
    }
    assertThat(Account.json(made).path("account").asText()).isEqualTo(account);
    String query = Calls.pair("?", "account", account);
    JsonNode listed = Account.json(Account.operator(system, "GET", "/admin/v1/keys" + query, null));
    assertThat(listed.at("/keys/0/name").asText()).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://github.com/acme/nötes",
        "https://github.com/аcme/notes",
        "https://ｇithub.com/acme/notes",
        "https://github.com/acme/notes\u200B",
        "https://github.com/acme/\uD83D\uDCA9"
      })
  void aUrlThatOnlyLooksLikeARepositoryIsRefused(String url) {
    Account account = Account.of(system, "names-" + UUID.randomUUID(), "pro");

    RawAnswer answer = account.call("POST", "/api/v1/scan", Json.write(Map.of("url", url)));

    assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
    assertThat(answer.text()).contains("INVALID_URL").doesNotContain(url);
  }

  @Test
  void refsInOtherWritingsAreKept() {
    Account account = Account.of(system, "refs-" + UUID.randomUUID(), "pro");
    String body = Json.write(Map.of("url", TwoGateways.REPOSITORY, "ref", "релиз/1"));

    String id = Account.json(account.call("POST", "/api/v1/scan", body)).path("id").asText();

    assertThat(system.sql().value("SELECT ref FROM scan WHERE id = ?", id)).isEqualTo("релиз/1");
  }

  /** A scan that is over, so that the next one is another one. */
  private static String ended(Account account) {
    String id = account.scan(TwoGateways.REPOSITORY);
    system
        .sql()
        .run(
            """
            UPDATE scan SET status = 'failed', completed_at = now(), error_code = 'NO_MCP_SERVER',
              error_message = 'No MCP server found' WHERE id = ?
            """,
            id);
    return id;
  }
}
