package io.mcpscore.engine.check.secrets;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mcpscore.engine.check.Fixture;
import io.mcpscore.engine.report.Reported;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is and what is not a secret on its way out. */
class SecretDisclosureTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "logger.info(f'token is {api_token}')",
        "logger.debug('key %s', self.api_key)",
        "print('password:', password)",
        "logging.warning('with ' + os.environ['API_KEY'])",
        "logger.info('sent', extra={'headers': {'Authorization': auth_header}})",
        "logger.info(json.dumps({'client_secret': client_secret}))",
        "logger.info(f'token {access_token[:8]}...')",
        "sys.stderr.write(str(refresh_token))",
      })
  void pythonLogs(String line) {
    assertEquals(1, inPython(line).size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "logger.info('the api_key is set')",
        "logger.info(f'token set: {bool(api_token)}')",
        "logger.info('%d characters', len(password))",
        "logger.info('yes' if api_key else 'no')",
        "logger.info(f'token {api_token[:4]}...')",
        "logger.info(f'token ...{api_token[-4:]}')",
        "logger.info(api_token[:5] + '...' if api_token else 'not set')",
        "logger.info(mask(api_token))",
        "logger.info(f'next page {next_page_token}')",
        "logger.info(hashlib.sha256(api_token.encode()).hexdigest())",
        "client = Client(api_key=api_key)\n    logger.info(f'made {client}')",
        "r = requests.get(url, headers={'Authorization': auth_header})\n    logger.info(r.text)",
        "logger.info(f'secret {secret.get(\"username\")}')",
        "logger.info(f'arn {db[\"MasterUserSecret\"][\"SecretArn\"]}')",
        "logger.info(', '.join(credentials.keys()))",
      })
  void pythonLogsWithoutASecret(String line) {
    assertEquals(List.of(), inPython(line));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "console.log(`key ${process.env.API_KEY}`);",
        "logger.debug({ headers: { Authorization: authHeader } });",
        "console.error('token', accessToken.slice(0, 12));",
        "const first = allowedKeys.values().next().value; logger.info(`${url}?key=${first}`);",
        "this.logger.info(JSON.stringify({ password }));",
      })
  void scriptLogs(String line) {
    assertEquals(1, inScript(line).size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "console.log(`key ${process.env.API_KEY ? 'set' : 'missing'}`);",
        "console.log('API_KEY is missing');",
        "console.log(!!accessToken, accessToken.length);",
        "console.log(accessToken.slice(0, 4) + '…');",
        "const all = [{ id, password }]; console.log(all.map((a) => a.id));",
        "console.log(redact(accessToken));",
        "console.log({ token: accessToken ? '[REDACTED]' : undefined });",
        "const client = new Client({ apiKey }); console.log(client.name);",
        "console.log(nextPageToken, maxTokens, tokenUrl);",
        "console.log(allowedKeys.size, primaryKeys[0]);",
      })
  void scriptLogsWithoutASecret(String line) {
    assertEquals(List.of(), inScript(line));
  }

  @Test
  void anErrorOfATokenEndpointHoldsNoToken() {
    String code =
        """
        def exchange(self, code):
            response = requests.post(self.token_url, data={'code': code})
            if not response.ok:
                logger.error(f'refused: {response.text}')
                return None
            return response.json()
        """;

    assertEquals(List.of(), new Fixture().file("a.py", code).run("secrets-to-log"));
  }

  @Test
  void whatAServiceMadeForTheAgentIsAnAnswer() {
    String code =
        """
        import boto3
        from mcp.server.fastmcp import FastMCP
        mcp = FastMCP("x")
        @mcp.tool()
        def create_key(name: str) -> dict:
            made = boto3.client("x").create_api_key(name=name)
            return {"key": made["apiKey"]}
        """;

    assertEquals(List.of(), new Fixture().file("a.py", code).run("secrets-to-output"));
  }

  @Test
  void aPartOfAnAnswerOfTheLowLevelServerIsFollowed() {
    String code =
        """
        import os
        from mcp.server import Server
        import mcp.types as types
        server = Server("x")
        @server.call_tool()
        async def call(name, arguments):
            key = os.getenv("MAIL_API_KEY")
            return [types.TextContent(type="text", text=f"key {key}")]
        """;

    assertEquals(1, new Fixture().file("a.py", code).run("secrets-to-output").size());
  }

  private static final String ASKING =
      """
      import os
      import requests
      from mcp.server.fastmcp import FastMCP
      mcp = FastMCP("x")
      API_KEY = os.environ["RATES_API_KEY"]
      @mcp.tool()
      def rate(base: str) -> dict:
          query = {"base": base, "apikey": API_KEY}
          try:
              answer = requests.get("https://rates.example.org", %s)
              answer.raise_for_status()
              return answer.json()
          except %s as e:
              return {"error": %s}
      """;

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "params=query, Exception, str(e)",
        "params=query, requests.exceptions.HTTPError, f'failed: {e}'",
        "params={'key': API_KEY}, requests.RequestException, 'failed: ' + repr(e)",
      })
  void anErrorHoldsTheAddressOfItsRequest(String options, String type, String shown) {
    String code = ASKING.formatted(options, type, shown);

    assertEquals(1, new Fixture().file("a.py", code).run("secrets-to-output").size(), code);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "params=query, Exception, type(e).__name__",
        "params=query, requests.HTTPError, e.response.status_code",
        "params=query, KeyError, str(e)",
        "params={'base': base}, Exception, str(e)",
        "headers={'Authorization': API_KEY}, Exception, str(e)",
      })
  void anErrorWithoutASecretInItsAddressMayBeShown(String options, String type, String shown) {
    String code = ASKING.formatted(options, type, shown);

    assertEquals(List.of(), new Fixture().file("a.py", code).run("secrets-to-output"), code);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password: str # logger.info('with %s', asdict(box))",
        "pin: str | None = None # logger.info(f'with {vars(box)}')",
        "api_key: str # logger.info(box.model_dump())",
      })
  void aWholeObjectIsLoggedWithItsSecret(String code) {
    assertEquals(1, ofObject(code).size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password: SecretStr # logger.info('with %s', asdict(box))",
        "password: str = Field(exclude=True) # logger.info(box.model_dump())",
        "password: str # logger.info(box.model_dump(include={'host'}))",
        "host: str # logger.info(asdict(box))",
      })
  void anObjectThatShowsNoSecretMayBeLogged(String code) {
    assertEquals(List.of(), ofObject(code));
  }

  private static List<Reported> ofObject(String code) {
    String[] parts = code.split(" # ");
    String text =
        "class Box(BaseModel):\n    host: str\n    %s\ndef f(box: Box):\n    %s\n"
            .formatted(parts[0], parts[1]);
    return new Fixture().file("a.py", text).run("secrets-to-log");
  }

  private static List<Reported> inPython(String line) {
    String code = "def f(self, password, api_token, access_token, api_key, secret, db):\n    ";
    return new Fixture().file("a.py", code + line + "\n").run("secrets-to-log");
  }

  private static List<Reported> inScript(String line) {
    String code = "function f(accessToken, apiKey, password, authHeader) {\n  " + line + "\n}\n";
    return new Fixture().file("a.ts", code).run("secrets-to-log");
  }
}
