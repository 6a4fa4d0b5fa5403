package io.mcpscore.deploy.contract;

import com.fasterxml.jackson.databind.JsonNode;
import io.mcpscore.model.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * An account of the running system, with one key.
 *
 * @param system what it is an account of
 * @param name of the account
 * @param keyId id of the key
 * @param key the key
 */
record Account(TwoGateways system, String name, String keyId, String key) {

  /** A new key, in a new account unless there is one of that name. */
  static Account of(TwoGateways system, String name, String tier) {
    JsonNode made =
        json(
            operator(
                system,
                "POST",
                "/admin/v1/keys",
                "{\"account\":\"%s\",\"tier\":\"%s\",\"name\":\"tests\"}".formatted(name, tier)));
    return new Account(system, name, made.path("id").asText(), made.path("key").asText());
  }

  /** A request of the operator. */
  static RawAnswer operator(TwoGateways system, String method, String target, String body) {
    return send(system, TwoGateways.ADMIN, method, target, List.of(), body);
  }

  /** A request of this account. */
  RawAnswer call(String method, String target, String body, String... headers) {
    return send(system, key, method, target, List.of(headers), body);
  }

  /** The same account with another key. */
  Account with(String otherKey) {
    return new Account(system, name, keyId, otherKey);
  }

  /** Asks for a scan and returns its id. */
  String scan(String url) {
    return json(call("POST", "/api/v1/scan", "{\"url\":\"" + url + "\",\"forceRefresh\":true}"))
        .path("id")
        .asText();
  }

  /** The body of an answer that went well. */
  static JsonNode json(RawAnswer answer) {
    if (answer.status() / 100 != 2) {
      throw new AssertionError("unexpected answer: " + answer);
    }
    try {
      return Json.mapper().readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static RawAnswer send(
      TwoGateways system,
      String token,
      String method,
      String target,
      List<String> headers,
      String body) {
    List<String> lines = new ArrayList<>(headers);
    if (token != null) {
      lines.add("Authorization: Bearer " + token);
    }
    byte[] bytes = body == null ? new byte[0] : body.getBytes(StandardCharsets.UTF_8);
    if (body != null) {
      lines.add("Content-Type: application/json");
    }
    try {
      return system.http().send(method, target, lines, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
