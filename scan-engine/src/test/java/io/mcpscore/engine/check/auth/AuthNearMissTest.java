package io.mcpscore.engine.check.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mcpscore.engine.check.Fixture;
import io.mcpscore.model.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Code that looks like a defect of authentication and is none, beside code that is. */
class AuthNearMissTest {

  private static final String TOOL =
      "from fastmcp import FastMCP\nmcp = FastMCP('x', auth=verifier)\n@mcp.tool()\n";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // The caller sent nothing: that is no setting that is missing.
        "auth-fail-open | const auth = (req, res, next) => { const token = req.headers.authorization;"
            + " if (!token) return next(); };",
        // An opt-out of its own, whose name says what it does.
        "auth-fail-open | const auth = (req, res, next) => { if (process.env.DANGEROUSLY_OMIT_AUTH)"
            + " return next(); if (req.headers.authorization !== x) res.status(401).end(); };",
        "auth-fail-open | const auth = (req, res, next) => { try { verify(req.headers.authorization);"
            + " next(); } catch (e) { next(e); } };",
        "auth-fail-open | function f() { try { validateSchema(x); } catch { return true; } }",
        // The verdict is looked at behind the attempt.
        "auth-fail-open | const auth = (req, res, next) => { let ok = false; try { ok ="
            + " timingSafeEqual(sent, token); } catch {} if (!ok) return res.status(401).end();"
            + " next(); };",
        // Who is signed in is noted for those who ask later.
        "auth-fail-open | const auth = (req, res, next) => { try { req.user = verify(token); }"
            + " catch (e) { log(e); } next(); };",
        "auth-fail-open | async function start(token) { try { await verifyConnection(); }"
            + " catch (e) { log(e); } return true; }",
        "auth-jwt-unverified | import { decodeJwt } from 'jose'; export function expiry(own) {"
            + " return decodeJwt(own).exp; }",
        "auth-jwt-hardcoded-secret | import jwt from 'jsonwebtoken'; jwt.sign(x, process.env.JWT_KEY);",
        "auth-audience-unchecked | import { jwtVerify } from 'jose'; jwtVerify(t, ownKey);",
        "auth-session-predictable | const sessionId = randomUUID();",
        "auth-session-predictable | const sessionStart = Date.now();",
        // A handle of a search on the own machine.
        "auth-session-predictable | import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';"
            + " new McpServer({ name: 'x', version: '1' }); const sessionId = 's' + Date.now();"
            + " this.sessions.set(sessionId, s);",
        // A label of a result.
        "auth-session-predictable | const sessionId = String(Date.now()); headers.log(sessionId);",
        "auth-timing-compare | if (token === undefined) {}",
        "auth-timing-compare | if (process.env.TOKEN === 'x') {}",
        "auth-token-passthrough | const h = { Authorization: `Bearer ${process.env.TOKEN}` };",
        "auth-oauth-broad-scope | const files = ['*'];",
        "auth-session-in-url | const s = req.query.sessionId;",
        "auth-session-in-url | const p = req.query.pageToken;",
        // A loopback server that the program itself starts as a client.
        "auth-oauth-redirect-wildcard | const b = { response_type: 'code' }; if"
            + " (config.redirectUri.startsWith('http://localhost')) listen();",
        "auth-oauth-redirect-wildcard | const t = 'response_type'; function f(redirectUri) {"
            + " return redirectUri.startsWith('https://app.example/cb?'); }",
        "auth-oauth-redirect-wildcard | const t = 'response_type'; function f(redirectUri) {"
            + " if (redirectUri.includes('#')) throw new Error('fragment'); }",
        "auth-oauth-redirect-wildcard | function f(req, res) { res.redirect('https://id.dev/?u=' +"
            + " req.query.redirect_uri); }",
      })
  void lookAlikesInScriptsAreSilent(String check, String code) {
    assertEquals(List.of(), severities(check, "a.ts", code));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "auth-role-from-caller | def make(role: str): store.add(role=role)",
        "auth-role-from-caller | def say(role: str): return 'a' if role == 'user' else 'b'",
        "auth-object-level | def show(user_id: str): return fetch(f'/users/{user_id}')",
        "auth-object-level | def show(title: str): return books[title]",
        "auth-tenant-from-caller | def show(tenant_id: str): return get_access_token().tenant",
      })
  void argumentsThatDecideNothingAreSilent(String check, String code) {
    assertEquals(List.of(), severities(check, "a.py", TOOL + code));
  }

  @Test
  void recordsAreNobodysWhereNobodyIsKnown() {
    String code =
        "from fastmcp import FastMCP\nmcp = FastMCP('x')\n@mcp.tool()\n"
            + "def show(user_id: str):\n    return users[user_id]\n";

    assertEquals(List.of(), severities("auth-object-level", "a.py", code));
  }

  @Test
  void aRouteWithMiddlewareOrAFixedProgramIsSilent() {
    String check = "auth-missing-transport";
    String head =
        "import express from 'express'; import { spawn } from 'child_process';"
            + " const app = express();\n";

    assertEquals(
        List.of(Severity.CRITICAL),
        severities(check, "a.ts", head + "app.post('/run', (req, res) => spawn(req.body.cmd));"));
    assertEquals(
        List.of(),
        severities(
            check, "a.ts", head + "app.post('/run', checkToken, (req) => spawn(req.body.cmd));"));
    assertEquals(
        List.of(),
        severities(check, "a.ts", head + "app.post('/run', (req) => spawn('git', [req.body.a]));"));
    assertEquals(
        List.of(),
        severities(
            check,
            "a.ts",
            head + "app.use(requireAuth);\napp.post('/run', (req) => spawn(req.body.cmd));"));
  }

  @Test
  void aPolicyThatIsAskedInBothPlacesIsSilent() {
    String list =
        "class S:\n  async def list_tools(self):\n    return [t for t in self.all if not"
            + " self.read_only or not t.writes]\n";
    String call = "  async def call_tool(self, name):\n    %s\n    return await run(name)\n";

    assertEquals(
        List.of(Severity.HIGH),
        severities("auth-listing-only", "a.py", list + call.formatted("log(name)")));
    assertEquals(
        List.of(),
        severities(
            "auth-listing-only", "a.py", list + call.formatted("if self.read_only: raise X")));
  }

  @Test
  void policiesThatDenyOrNameTheirResourcesAreSilent() {
    String check = "auth-iam-wildcard";
    String deny = "{\"Effect\": \"Deny\", \"Action\": \"*\", \"Resource\": \"*\"}";
    String named = "{\"Effect\": \"Allow\", \"Action\": \"*\", \"Resource\": \"arn:aws:s3:::a/*\"}";

    assertEquals(List.of(), severities(check, "policy.json", deny));
    assertEquals(List.of(), severities(check, "policy.json", named));
  }

  private static List<Severity> severities(String check, String path, String code) {
    return new Fixture()
        .file(path, code + "\n").run(check).stream().map(r -> r.draft().severity()).toList();
  }

  @Test
  void tokensThatAClientFetchedForItselfHaveNoAudienceToTest() {
    String decode =
        """
        import jwt
        def claims(token, key):
            return jwt.decode(token, key, algorithms=["RS256"], options={"verify_aud": False})
        """;
    String fetching = "def login(oauth):\n    return claims(oauth.fetch_token(url=u), key)\n";
    String serving =
        "def handle(request):\n    return claims(request.headers['authorization'], k)\n";

    assertEquals(List.of(), severities("auth-audience-unchecked", "a.py", decode + fetching));
    assertEquals(
        List.of(Severity.MEDIUM),
        severities("auth-audience-unchecked", "a.py", decode + fetching + serving));
  }

  @Test
  void rulesBehindASwitchThatIsOffAreOffered() {
    String values =
        """
        rbac:
          useWideRules: %s
          wideRules:
            - apiGroups: ["*"]
              resources: ["*"]
              verbs: ["*"]
        """;

    assertEquals(
        List.of(Severity.INFO),
        severities("auth-iam-wildcard", "chart/values.yaml", values.formatted("false")));
    assertEquals(
        List.of(Severity.MEDIUM),
        severities("auth-iam-wildcard", "chart/values.yaml", values.formatted("true")));
  }
}
