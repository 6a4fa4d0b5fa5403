package io.mcpscore.engine.check.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mcpscore.engine.check.Fixture;
import io.mcpscore.model.Severity;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClearTextTest {

  private static final String PLAIN = "network-plain-http";
  private static final String CORS = "network-cors-wildcard";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a.ts | fetch('http://api.weather.dev/v1'); | MEDIUM",
        "a.ts | fetch(new URL('http://api.weather.dev/v1')); | MEDIUM",
        "a.ts | const API_URL = process.env.API_URL ?? 'http://api.weather.dev'; | LOW",
        "a.py | import requests; requests.get('http://api.weather.dev/v1') | MEDIUM",
        "a.py | BASE_URL = 'http://api.weather.dev' | LOW",
      })
  void requestsInTheClearAreFound(String path, String code, Severity severity) {
    assertEquals(List.of(severity), severities(PLAIN, path, code));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fetch('http://localhost:3000/x');",
        "fetch('http://127.0.0.1:3000/x');",
        "fetch('http://qdrant:6333');",
        "fetch('http://api.internal/v1');",
        "fetch('http://api.example.com/v1');",
        "const SVG_URL = 'http://www.w3.org/2000/svg';",
        "console.log('http://weather.dev');",
        "const text = 'see http://weather.dev';",
        "if (link === 'http://weather.dev') {}",
      })
  void localNamesIdentifiersAndMentionsAreNot(String code) {
    assertEquals(List.of(), severities(PLAIN, "a.ts", code));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a.ts | import cors from 'cors'; app.use(cors()); | LOW",
        "a.ts | import cors from 'cors'; app.use(cors({ origin: true, credentials: true })); | HIGH",
        "a.ts | import cors from 'cors'; app.use(cors({ origin: (o, cb) => cb(null, true), credentials: true })); | HIGH",
        "a.ts | res.setHeader('Access-Control-Allow-Origin', '*'); | LOW",
        "a.ts | const h = { 'Access-Control-Allow-Origin': '*' }; | LOW",
        "a.py | response.headers['Access-Control-Allow-Origin'] = '*' | LOW",
      })
  void openAnswersAreFound(String path, String code, Severity severity) {
    assertEquals(List.of(severity), severities(CORS, path, code));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "import cors from 'cors'; app.use(cors({ origin: config.origin }));",
        "import cors from 'cors'; app.use(cors({ origin }));",
        "import cors from 'cors'; app.use(cors({ origin: ['https://a.dev'], credentials: true }));",
        "import cors from 'cors'; app.use(cors(options));",
        "res.setHeader('Access-Control-Allow-Methods', '*');",
        "function f(req, res) { if (allowed.includes(req.headers.origin))"
            + " res.setHeader('Access-Control-Allow-Origin', req.headers.origin); }",
      })
  void namedAndTestedOriginsAreNot(String code) {
    assertEquals(List.of(), severities(CORS, "a.ts", code));
  }

  private static List<Severity> severities(String check, String path, String code) {
    return new Fixture()
        .file(path, code + "\n").run(check).stream().map(r -> r.draft().severity()).toList();
  }
}
