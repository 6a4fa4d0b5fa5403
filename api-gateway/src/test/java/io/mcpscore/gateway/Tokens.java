package io.mcpscore.gateway;

import static io.restassured.RestAssured.given;

import io.mcpscore.model.Json;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/** Makes tokens as the provider of {@link ProviderStub} would. */
final class Tokens {

  private Tokens() {}

  /** Address of the provider, which is its name too. */
  static String issuer() {
    return ConfigProvider.getConfig().getValue("quarkus.oidc.auth-server-url", String.class);
  }

  /** A new key pair. */
  static RsaJsonWebKey key(String id) {
    try {
      RsaJsonWebKey key = RsaJwkGenerator.generateJwk(2048);
      key.setKeyId(id);
      key.setUse("sig");
      key.setAlgorithm(AlgorithmIdentifiers.RSA_USING_SHA256);
      return key;
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Lets the provider have keys. */
  static void publish(JsonWebKey... keys) {
    given()
        .body(new JsonWebKeySet(keys).toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY))
        .put(issuer() + "/jwks")
        .then()
        .statusCode(200);
  }

  /** What a good token says of a new person. */
  static Map<String, Object> claims(String role, String account) {
    long now = Instant.now().getEpochSecond();
    Map<String, Object> claims = new HashMap<>();
    claims.put("iss", issuer());
    claims.put("aud", List.of("other", "mcpscore"));
    claims.put("sub", UUID.randomUUID().toString());
    claims.put("preferred_username", "anna");
    claims.put("iat", now);
    claims.put("exp", now + 300);
    claims.put("realm", Map.of("https://roles.example", List.of("everyone", role)));
    if (account != null) {
      claims.put("org", Map.of("name", account));
    }
    return claims;
  }

  /** A signed token. */
  static String sign(RsaJsonWebKey key, Map<String, Object> claims) {
    try {
      JsonWebSignature signature = new JsonWebSignature();
      signature.setPayload(Json.write(claims));
      signature.setKey(key.getPrivateKey());
      signature.setKeyIdHeaderValue(key.getKeyId());
      signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
      return signature.getCompactSerialization();
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A request with a token. */
  static RequestSpecification with(String token) {
    return given().header("Authorization", "Bearer " + token);
  }
}
