package io.mcpscore.engine.program.js;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.mcpscore.engine.source.SourceFile;
import java.io.IOException;

/** Reads manifests the way their tools do: comments and trailing commas are allowed. */
public final class JsonFiles {

  private static final ObjectMapper LENIENT =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
          .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
          .build();

  private JsonFiles() {}

  /** The content of a file, or a missing node when it is no JSON. */
  public static JsonNode read(SourceFile file) {
    try {
      return LENIENT.readTree(file.text().bytes());
    } catch (IOException malformed) {
      return MissingNode.getInstance();
    }
  }
}
