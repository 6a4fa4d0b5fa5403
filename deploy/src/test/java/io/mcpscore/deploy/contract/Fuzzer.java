package io.mcpscore.deploy.contract;

import io.mcpscore.model.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Makes requests from the document: right ones with one or more parts gone wrong. */
final class Fuzzer {

  private static final List<String> METHODS =
      List.of("HEAD", "OPTIONS", "TRACE", "PATCH", "PUT", "DELETE", "GET", "POST", "get", "BREW");
  private static final List<String> TYPES =
      List.of(
          "text/plain",
          "application/x-www-form-urlencoded",
          "multipart/form-data",
          "multipart/form-data; boundary=x",
          "application/json; charset=utf-16",
          "application/json; charset=nonsense",
          "application/xml",
          "nonsense",
          "");
  private static final List<String> LINES =
      List.of(
          "X-HTTP-Method-Override: DELETE",
          "X-Forwarded-For: 127.0.0.1, ${jndi:x}",
          "X-Forwarded-Host: evil.example",
          "Forwarded: for=\"[::1]\"",
          "X-Original-URL: /admin/v1/keys",
          "X-Request-Id: a b\"<script>",
          "Expect: 100-continue",
          "Upgrade: h2c",
          "Range: bytes=0-",
          "Content-Encoding: gzip",
          "Accept-Encoding: gzip, br",
          "Accept: */*;q=0",
          "Accept: ;;;",
          "Cookie: session=" + "a".repeat(2_000),
          "Origin: null",
          "TE: trailers");
  private static final List<String> BREAKING =
      List.of(
          "Transfer-Encoding: chunked",
          "Content-Length: 5\r\nContent-Length: 6",
          "Content-Length: -1",
          "Content-Length: 99999999999999999999",
          "Transfer-Encoding: chunked\r\nContent-Length: 4",
          "Transfer-Encoding: x, chunked",
          "Bad Header: x",
          ": nameless",
          "Header\u0000: x",
          "Folded: a\r\n b",
          "X-Long: " + "a".repeat(20_000));

  private final List<ApiOperation> operations;
  private final Tenant tenant;
  private final Random random;

  Fuzzer(List<ApiOperation> operations, Tenant tenant, long seed) {
    this.operations = operations;
    this.tenant = tenant;
    this.random = new Random(seed);
  }

  /** The next request. */
  FuzzRequest next() {
    ApiOperation operation = operations.get(random.nextInt(operations.size()));
    boolean ofOperation = !chance(12);
    String method = ofOperation ? operation.method() : METHODS.get(random.nextInt(METHODS.size()));
    String path = path(operation);
    if (chance(30)) {
      path =
          List.of(path + "/", "/" + path, path + "//x", path + ";a=b", path + "/../x", "*")
              .get(random.nextInt(6));
      ofOperation = false;
    }
    boolean same = method.equals(operation.method()) && ofOperation;
    List<String> headers = headers(operation);
    boolean broken = chance(25);
    if (broken) {
      headers.add(BREAKING.get(random.nextInt(BREAKING.size())));
    }
    return new FuzzRequest(
        operation, method, path + query(operation), headers, body(operation), same, broken);
  }

  private String path(ApiOperation operation) {
    Map<String, String> values = new HashMap<>();
    for (ApiOperation.Parameter parameter : operation.parameters("path")) {
      Ids.Id id = Ids.of(operation, parameter.name()).orElseThrow();
      // What changes things for good is done to things that nobody has.
      boolean own = id.wall() != Ids.Wall.OPERATOR && chance(2);
      String text = Oddities.text(random);
      String odd = text.isBlank() ? "x" : Oddities.encoded(random, text);
      values.put(parameter.name(), own ? id.own().apply(tenant) : chance(2) ? id.unknown() : odd);
    }
    return operation.at(values);
  }

  private String query(ApiOperation operation) {
    StringBuilder query = new StringBuilder();
    for (ApiOperation.Parameter parameter : operation.parameters("query")) {
      for (int i = chance(2) ? 1 : chance(10) ? 2 : 0; i > 0; i--) {
        // Nobody waits a minute for a scan that does not end.
        String value = chance(2) ? parameter.example() : Oddities.text(random);
        query
            .append(query.isEmpty() ? '?' : '&')
            .append(parameter.name())
            .append('=')
            .append(Oddities.encoded(random, value));
      }
    }
    return chance(15) ? query + (query.isEmpty() ? "?" : "&") + "a[]=%zz&=&&b" : query.toString();
  }

  private List<String> headers(ApiOperation operation) {
    List<String> lines = new ArrayList<>();
    if (!chance(10)) {
      String token = Calls.token(operation, tenant.account());
      if (token != null) {
        lines.add("Authorization: Bearer " + token);
      }
    } else if (chance(2)) {
      lines.add("Authorization: " + line(Oddities.text(random)));
    }
    for (ApiOperation.Parameter parameter : operation.parameters("header")) {
      if (chance(3)) {
        String value = chance(2) ? parameter.example() : line(Oddities.text(random));
        lines.add(parameter.name() + ": " + value);
      }
    }
    if (chance(4)) {
      lines.add(LINES.get(random.nextInt(LINES.size())));
    }
    if (chance(6)) {
      lines.add("Content-Type: " + TYPES.get(random.nextInt(TYPES.size())));
    } else if (!operation.requestContent().isMissingNode()) {
      lines.add("Content-Type: application/json");
    }
    return lines;
  }

  /** On one line, a byte a character: what else a text holds would make another header of it. */
  private static String line(String text) {
    String bytes = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    return bytes.replaceAll("[\\r\\n\u0000]", "?");
  }

  private byte[] body(ApiOperation operation) {
    List<String> examples = Calls.bodies(operation);
    String example = examples.get(random.nextInt(examples.size()));
    if (example == null) {
      return chance(12) ? Oddities.body(random) : new byte[0];
    }
    if (chance(4)) {
      return Oddities.body(random);
    }
    return chance(3) ? example.getBytes(StandardCharsets.UTF_8) : mutated(example);
  }

  private byte[] mutated(String example) {
    try {
      StringBuilder out = new StringBuilder("{");
      for (var member : Json.mapper().readTree(example).properties()) {
        String value =
            switch (random.nextInt(4)) {
              case 0 -> Oddities.value(random);
              case 1 -> Json.write(Oddities.text(random));
              default -> member.getValue().toString();
            };
        if (!chance(8)) {
          out.append(out.length() > 1 ? "," : "")
              .append(Json.write(member.getKey()))
              .append(':')
              .append(value);
        }
      }
      if (chance(8)) {
        out.append(out.length() > 1 ? "," : "").append("\"more\":1");
      }
      return out.append('}').toString().getBytes(StandardCharsets.UTF_8);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private boolean chance(int oneIn) {
    return random.nextInt(oneIn) == 0;
  }
}
