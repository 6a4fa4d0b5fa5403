package io.mcpscore.deploy.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Requests of operations, made from what the document says. */
final class Calls {

  private Calls() {}

  /**
   * Sends a request.
   *
   * @param token to authenticate with, or null for none
   * @param query with its question mark, or the empty text
   * @param body with the media type that the operation takes, or null for none
   */
  static RawAnswer send(
      TwoGateways system,
      ApiOperation operation,
      Map<String, String> path,
      String query,
      String token,
      String body,
      List<String> headers) {
    List<String> lines = new ArrayList<>(headers);
    if (token != null) {
      lines.add("Authorization: Bearer " + token);
    }
    if (body != null && headers.stream().noneMatch(h -> h.startsWith("Content-Type"))) {
      lines.add("Content-Type: application/json");
    }
    byte[] bytes = body == null ? new byte[0] : body.getBytes(StandardCharsets.UTF_8);
    try {
      return system.http().send(operation.method(), operation.at(path) + query, lines, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The token that an operation wants: the operator's, that of an account, or none. */
  static String token(ApiOperation operation, Account account) {
    if (operation.wants("adminToken")) {
      return TwoGateways.ADMIN;
    }
    return operation.wants("apiKey") ? account.key() : null;
  }

  /** The query with every parameter that has to be there. */
  static String requiredQuery(ApiOperation operation, Tenant tenant) {
    StringBuilder query = new StringBuilder();
    for (ApiOperation.Parameter parameter : operation.parameters("query")) {
      if (parameter.tree().path("required").booleanValue()) {
        String value = parameter.name().equals("account") ? tenant.word() : parameter.example();
        query.append(pair(query.isEmpty() ? "?" : "&", parameter.name(), value));
      }
    }
    return query.toString();
  }

  /** A query parameter behind a separator. */
  static String pair(String separator, String name, String value) {
    return separator + name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  /** Example bodies of a request; one that is null when it has none. */
  static List<String> bodies(ApiOperation operation) {
    List<String> bodies = new ArrayList<>();
    operation
        .requestContent()
        .path("application/json")
        .path("examples")
        .forEach(example -> bodies.add(example.path("value").toString()));
    if (bodies.isEmpty()) {
      bodies.add(null);
    }
    return bodies;
  }
}
