package io.mcpscore.engine.check.secrets;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretNamesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password",
        "dbPassword",
        "DB_PASSWORD",
        "apiKey",
        "api_key",
        "APIKey",
        "X_API_KEY",
        "client_secret",
        "clientSecret",
        "accessToken",
        "access_token",
        "OPENAI_API_KEY",
        "token",
        "MAIL_TOKEN",
        "aws_secret_access_key",
        "privateKey",
        "Authorization",
        "auth_header",
        "signing_key",
        "sessionToken",
        "passphrase",
        "user_token",
        "SMTP_PASS",
        "dbPass"
      })
  void secrets(String name) {
    assertTrue(SecretNames.isSecret(name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "passwordField",
        "password_hash",
        "hasPassword",
        "requirePassword",
        "NextToken",
        "next_page_token",
        "nextForwardToken",
        "maxTokens",
        "tokens",
        "token_count",
        "tokenUrl",
        "progressToken",
        "publicKey",
        "access_key",
        "primaryKey",
        "cacheKey",
        "masked_token",
        "secret_arn",
        "secretName",
        "dummy_api_key",
        "design_token",
        "parse_token",
        "compass",
        "key",
        "MISSING_API_KEY",
        "keyboard",
        "MCP_CHARS_PER_TOKEN",
        "first_pass",
        "lowPass",
        "API_AUTH_HEADER"
      })
  void others(String name) {
    assertFalse(SecretNames.isSecret(name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"JWT_SECRET", "session_secret", "ENCRYPTION_KEY", "MCP_API_KEY", "SECRET_KEY"})
  void keysOfTheProgramItself(String name) {
    assertTrue(SecretNames.isOwnKey(name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"OPENAI_API_KEY", "GITHUB_TOKEN", "AWS_SECRET_ACCESS_KEY", "OAUTH_CLIENT_SECRET"})
  void keysForServicesOfOthers(String name) {
    assertFalse(SecretNames.isOwnKey(name));
  }
}
