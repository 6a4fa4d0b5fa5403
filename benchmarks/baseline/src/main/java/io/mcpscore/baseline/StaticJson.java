package io.mcpscore.baseline;

import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Answers with JSON of a given size, and does nothing else. */
@Path("/static/{bytes}")
@Produces(MediaType.APPLICATION_JSON)
@NonBlocking
public class StaticJson {

  private static final String FRAME = "{\"text\":\"\"}";

  private final Map<Integer, byte[]> answers = new ConcurrentHashMap<>();

  /**
   * An object with one text.
   *
   * @param bytes size of the whole
   */
  @GET
  public byte[] get(@PathParam("bytes") int bytes) {
    return answers.computeIfAbsent(
        bytes,
        size ->
            FRAME
                .replace("\"\"", '"' + "x".repeat(size - FRAME.length()) + '"')
                .getBytes(StandardCharsets.UTF_8));
  }
}
