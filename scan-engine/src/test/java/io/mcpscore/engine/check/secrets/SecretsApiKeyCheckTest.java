package io.mcpscore.engine.check.secrets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mcpscore.engine.check.Fixture;
import io.mcpscore.engine.report.Reported;
import io.mcpscore.model.Evidence;
import io.mcpscore.model.FileRole;
import io.mcpscore.model.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsApiKeyCheckTest {

  private static final String ID = "secrets-api-key";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@@aws-access-key@@",
        "@@openai-key@@",
        "@@anthropic-key@@",
        "@@github-token@@",
        "@@gitlab-token@@",
        "@@stripe-key@@",
        "@@slack-bot-token@@",
        "https://@@slack-webhook@@",
        "https://@@discord-webhook@@",
        "Authorization: Bearer @@huggingface-token@@",
        "https://api.telegram.org/bot@@telegram-token@@",
        "@@npm-token@@",
        "@@grafana-token@@",
        "@@atlassian-token@@",
      })
  void keysOfKnownProvidersAreCriticalInCodeAndInSettings(String token) {
    List<Reported> inCode =
        new Fixture().file("src/a.ts", "const value = \"" + token + "\";\n").run(ID);
    List<Reported> inSettings = new Fixture().file("app.conf", "value " + token + "\n").run(ID);

    assertEquals(List.of(Severity.CRITICAL), severities(inCode), token);
    assertEquals(List.of(Severity.CRITICAL), severities(inSettings), token);
  }

  @Test
  void theKeyOfADocumentationSearchIsPublicAndAnotherOneIsNot() {
    String key = "e97714a64e2b4b8b8fe0b01cd8592871";
    String search =
        "const s = { appId: 'N8EOCSBQGH', apiKey: '" + key + "', indexName: 'docs' };\n";

    String settings =
        "export const ALGOLIA = {\n  APP: process.env.ALGOLIA_APP_ID,\n"
            + "  %s: process.env.ALGOLIA_KEY || '"
            + key
            + "',\n  INDEX: 'docs',\n};\n";

    assertEquals(List.of(), new Fixture().file("src/a.ts", search).run(ID));
    assertEquals(List.of(), new Fixture().file("src/a.ts", settings.formatted("API_KEY")).run(ID));
    assertEquals(
        List.of(Severity.HIGH),
        severities(new Fixture().file("src/a.ts", settings.formatted("ADMIN_API_KEY")).run(ID)));
    assertEquals(
        List.of(Severity.HIGH),
        severities(
            new Fixture().file("src/a.ts", "const s = { apiKey: '" + key + "' };\n").run(ID)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AKIAIOSFODNN7EXAMPLE",
        "ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
        "ghp_1234567890abcdefghijklmnopqrstuvwxyz",
        "ghp_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "sk-proj-your-key-goes-here-your-key-goes-here-0",
        "sk-ant-api03-...",
        "ghp_@@A36@@",
        "ghp_@@A35@@",
        "ghp_@@A37@@",
        "X@@github-token@@",
        "task-proj-@@A40@@",
        "sk_test_@@A24@@",
        "mcp_sk_@@A32@@",
      })
  void placeholdersTestKeysAndOtherLengthsAreNone(String token) {
    assertEquals(List.of(), new Fixture().file("src/a.py", "value = \"" + token + "\"\n").run(ID));
  }

  @ParameterizedTest
  @CsvSource({
    "SOURCE,CRITICAL,PROVEN", "CONFIG,CRITICAL,PROVEN", "EXAMPLE,MEDIUM,LIKELY",
    "DOCS,MEDIUM,LIKELY", "TEST,LOW,HEURISTIC", "FIXTURE,LOW,HEURISTIC"
  })
  void theRoleOfTheFileIsWeighed(FileRole role, Severity severity, Evidence evidence) {
    Reported found =
        new Fixture().file("a.ts", role, "const t = \"@@github-token@@\";\n").run(ID).getFirst();

    assertEquals(severity, found.draft().severity());
    assertEquals(evidence, found.draft().evidence());
  }

  @Test
  void aKeyInACommentHasLeakedButOneInAnIdentifierIsNone() {
    Fixture comment = new Fixture().file("a.py", "# old: @@github-token@@\nx = 1\n");
    Fixture identifier = new Fixture().file("a.py", "@@github-token@@ = 1\n");

    assertEquals(1, comment.run(ID).size());
    assertEquals(List.of(), identifier.run(ID));
  }

  @Test
  void atMostFourCharactersOfAKeyAreShown() {
    Reported found =
        new Fixture().file("a.ts", "const t = \"@@github-token@@\";\n").run(ID).getFirst();

    int[] masked = found.draft().masked().getFirst();
    assertEquals(found.draft().start() + 4, masked[0]);
    assertEquals(found.draft().end(), masked[1]);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "const apiKey = \"@@A32@@\";",
        "const client = new Client({ apiKey: \"@@A32@@\" });",
        "process.env.X_API_KEY = \"@@A32@@\";",
        "const t = { 'access_token': '@@A40@@' };",
        "const apiKey = process.env.KEY || \"@@A32@@\";",
        "class A { private authToken = \"@@A32@@\"; }",
        "const SIGNING_SECRET = \"@@H64@@\";",
      })
  void randomValuesUnderTheNameOfAKeyAreFoundByName(String code) {
    Reported found = new Fixture().file("src/a.ts", code + "\n").run(ID).getFirst();

    assertEquals(Severity.HIGH, found.draft().severity());
    assertEquals(Evidence.LIKELY, found.draft().evidence());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "api_key = \"@@A32@@\"",
        "client = Client(api_key=\"@@A32@@\")",
        "def f(token=\"@@A32@@\"): pass",
        "config[\"client_secret\"] = \"@@A32@@\"",
        "self.auth_token = \"@@A32@@\"",
        "KEY = os.getenv(\"API_KEY\", \"@@A32@@\")",
      })
  void theSameInPython(String code) {
    assertEquals(1, new Fixture().file("src/a.py", code + "\n").run(ID).size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        ".env | API_KEY=@@A32@@",
        "config.json | {\\n  \"apiKey\": \"@@A32@@\"\\n}",
        "config.yaml | auth:\\n  client_secret: @@A32@@",
        "Dockerfile | ENV API_KEY=@@A32@@",
      })
  void theSameInSettings(String path, String text) {
    assertEquals(1, new Fixture().file(path, text.replace("\\n", "\n") + "\n").run(ID).size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "const apiKey = \"\";",
        "const apiKey = \"your-api-key-goes-here-please\";",
        "const apiKey = \"INSERT_YOUR_API_KEY_HERE_NOW\";",
        "const apiKey = process.env.API_KEY;",
        "const tokenUrl = \"https://login.example.com/oauth2/v2.0/token\";",
        "const apiKey = \"integration-settings-api-key-name\";",
        "const accessToken = \"SETTINGS_ACCESS_TOKEN_NAME\";",
        "const sessionKey = \"@@A32@@\";",
        "const token = \"next-page-token-3\";",
        "const apiKey = `${prefix}@@A32@@`;",
      })
  void namesWithoutARandomValueAreNone(String code) {
    assertEquals(List.of(), new Fixture().file("src/a.ts", code + "\n").run(ID));
  }

  @Test
  void templatesOfSettingsAndTestsAreNotLookedThroughByName() {
    Fixture fixture =
        new Fixture()
            .file(".env.example", "API_KEY=@@A32@@\n")
            .file("a.test.ts", FileRole.TEST, "const apiKey = \"@@A32@@\";\n");

    assertEquals(List.of(), fixture.run(ID));
  }

  @Test
  void aHugeLineOfKeywordsEndsSoon() {
    Fixture fixture = new Fixture().file("a.conf", "sk-ant-ghp_AKIA".repeat(60_000));

    assertTrue(fixture.run(ID).isEmpty());
  }

  private static List<Severity> severities(List<Reported> found) {
    return found.stream().map(r -> r.draft().severity()).toList();
  }
}
