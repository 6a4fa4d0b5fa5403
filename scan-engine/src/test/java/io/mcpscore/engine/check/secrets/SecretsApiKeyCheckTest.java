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
        "AKIA@@U16@@",
        "sk-proj-@@A100@@",
        "sk-@@A20@@T3BlbkFJ@@A20@@",
        "sk-ant-api03-@@A95@@",
        "sk-or-v1-@@H64@@",
        "ghp_@@A36@@",
        "gho_@@A36@@",
        "ghs_@@A36@@",
        "github_pat_@@A22@@_@@A59@@",
        "glpat-@@A20@@",
        "sk_live_@@A24@@",
        "rk_live_@@A24@@",
        "whsec_@@A32@@",
        "xoxb-3487610295-9120384756-@@A24@@",
        "https://hooks.slack.com/services/T@@U9@@/B@@U9@@/@@A24@@",
        "AIza@@A35@@",
        "GOCSPX-@@A28@@",
        "SG.@@A22@@.@@A43@@",
        "key-@@H32@@",
        "@@H32@@-us12",
        "7190385264:AA@@A33@@",
        "https://discord.com/api/webhooks/730195826470193857/@@A64@@",
        "npm_@@A36@@",
        "pypi-AgEIcHlwaS5vcmc@@A80@@",
        "rubygems_@@H48@@",
        "dckr_pat_@@A27@@",
        "hf_@@L34@@",
        "r8_@@A37@@",
        "gsk_@@A52@@",
        "xai-@@A80@@",
        "pplx-@@A48@@",
        "tvly-@@A32@@",
        "fc-@@H32@@",
        "lsv2_pt_@@H32@@_@@H10@@",
        "e2b_@@H40@@",
        "dop_v1_@@H64@@",
        "shpat_@@H32@@",
        "lin_api_@@A40@@",
        "ntn_@@A46@@",
        "pat@@A14@@.@@H64@@",
        "figd_@@A40@@",
        "PMAK-@@H24@@-@@H34@@",
        "NRAK-@@U27@@",
        "glsa_@@A32@@_@@H8@@",
        "dapi@@H32@@",
        "sbp_@@H40@@",
        "dp.pt.@@A43@@",
        "hvs.@@A95@@",
        "@@A14@@.atlasv1.@@A64@@",
        "pul-@@H40@@",
        "AccountKey=@@A86@@==",
        "@@A3@@8Q~@@A34@@",
        "re_@@A8@@_@@A24@@",
        "-----BEGIN PRIVATE KEY-----\\n@@A64@@\\n@@A64@@\\n-----END PRIVATE KEY-----",
      })
  void keysOfKnownProvidersAreCriticalInCodeAndInSettings(String token) {
    List<Reported> inCode =
        new Fixture().file("src/a.ts", "const value = \"" + token + "\";\n").run(ID);
    List<Reported> inSettings = new Fixture().file("app.conf", "value " + token + "\n").run(ID);

    assertEquals(List.of(Severity.CRITICAL), severities(inCode), token);
    assertEquals(List.of(Severity.CRITICAL), severities(inSettings), token);
    assertEquals(Evidence.LIKELY, inCode.getFirst().draft().evidence());
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
        "ghp_@@A35@@",
        "ghp_@@A37@@",
        "Xghp_@@A36@@",
        "task-proj-@@A40@@",
        "sk_test_@@A24@@",
        "mcp_sk_@@A32@@",
        "-----BEGIN PUBLIC KEY-----\\n@@A64@@",
      })
  void placeholdersTestKeysAndOtherLengthsAreNone(String token) {
    assertEquals(List.of(), new Fixture().file("src/a.py", "value = \"" + token + "\"\n").run(ID));
  }

  @ParameterizedTest
  @CsvSource({
    "SOURCE,CRITICAL,LIKELY", "CONFIG,CRITICAL,LIKELY", "EXAMPLE,MEDIUM,LIKELY",
    "DOCS,MEDIUM,LIKELY", "TEST,LOW,HEURISTIC", "FIXTURE,LOW,HEURISTIC"
  })
  void theRoleOfTheFileIsWeighed(FileRole role, Severity severity, Evidence evidence) {
    Reported found =
        new Fixture().file("a.ts", role, "const t = \"ghp_@@A36@@\";\n").run(ID).getFirst();

    assertEquals(severity, found.draft().severity());
    assertEquals(evidence, found.draft().evidence());
  }

  @Test
  void aKeyInACommentHasLeakedButOneInAnIdentifierIsNone() {
    Fixture comment = new Fixture().file("a.py", "# old: ghp_@@A36@@\nx = 1\n");
    Fixture identifier = new Fixture().file("a.py", "ghp_@@A36@@ = 1\n");

    assertEquals(1, comment.run(ID).size());
    assertEquals(List.of(), identifier.run(ID));
  }

  @Test
  void atMostFourCharactersOfAKeyAreShown() {
    Reported found = new Fixture().file("a.ts", "const t = \"ghp_@@A36@@\";\n").run(ID).getFirst();

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
