package io.mcpscore.gateway.describe;

import com.fasterxml.jackson.databind.JsonNode;
import io.mcpscore.model.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Files that the description is completed from, in {@code openapi/}. */
final class Resources {

  private static final String FOLDER = "/openapi/";

  private Resources() {}

  /** A file; a missing node when there is none. */
  static JsonNode json(String name) {
    try (InputStream in = Resources.class.getResourceAsStream(FOLDER + name)) {
      return in == null
          ? com.fasterxml.jackson.databind.node.MissingNode.getInstance()
          : Json.mapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }
}
