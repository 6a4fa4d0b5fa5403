package io.mcpscore.gateway.describe;

import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** Headers of answers that no resource has to describe. */
final class ResponseHeaders {

  private static final List<String> RATE =
      List.of(
          "X-RateLimit-Limit",
          "X-RateLimit-Remaining",
          "X-RateLimit-Reset",
          "RateLimit-Policy",
          "RateLimit");
  private static final String RETRY_AFTER = "Retry-After";
  private static final String REQUEST_ID = "X-Request-Id";
  private static final String CHALLENGE = "WWW-Authenticate";
  private static final String ETAG = "ETag";

  private ResponseHeaders() {}

  /** Describes them once. */
  static void define(Components components) {
    define(components, REQUEST_ID, SchemaType.STRING, true, "Yours if it was harmless, else new");
    define(components, RETRY_AFTER, SchemaType.INTEGER, true, "Seconds");
    define(components, CHALLENGE, SchemaType.STRING, true, "Bearer");
    define(components, ETAG, SchemaType.STRING, true, "For If-None-Match");
    define(components, RATE.get(0), SchemaType.INTEGER, true, "Requests a UTC day");
    define(components, RATE.get(1), SchemaType.INTEGER, true, "What is left of them");
    define(components, RATE.get(2), SchemaType.STRING, true, "The next UTC midnight");
    define(components, RATE.get(3), SchemaType.STRING, true, "The same as IETF drafts have it");
    define(components, RATE.get(4), SchemaType.STRING, true, "The same as IETF drafts have it");
  }

  /** Adds what an answer of a status carries. */
  static void add(APIResponse answer, int status, Door door) {
    refer(answer, REQUEST_ID);
    if (status == 429 || status == 503) {
      refer(answer, RETRY_AFTER);
    }
    if (status == 401) {
      refer(answer, CHALLENGE);
    }
    if (status == 304) {
      refer(answer, ETAG);
    }
    // Who sent no key, or bad ones too often, has no limits; and without the services they stand
    // in, nobody can tell.
    if (door == Door.KEY && status != 401) {
      boolean always = status < 400 || status == 404 || status == 409 || status == 422;
      RATE.forEach(name -> add(answer, name, always));
    }
  }

  private static void refer(APIResponse answer, String name) {
    if (answer.getHeaders() == null || !answer.getHeaders().containsKey(name)) {
      answer.addHeader(name, OASFactory.createHeader().ref("#/components/headers/" + name));
    }
  }

  private static void add(APIResponse answer, String name, boolean always) {
    if (always) {
      refer(answer, name);
    } else if (answer.getHeaders() == null || !answer.getHeaders().containsKey(name)) {
      answer.addHeader(name, header(SchemaType.STRING, false, "When the key was recognised"));
    }
  }

  private static void define(
      Components components, String name, SchemaType type, boolean required, String description) {
    components.addHeader(name, header(type, required, description));
  }

  private static Header header(SchemaType type, boolean required, String description) {
    return OASFactory.createHeader()
        .description(description)
        .required(required)
        .schema(OASFactory.createSchema().type(List.of(type)));
  }
}
