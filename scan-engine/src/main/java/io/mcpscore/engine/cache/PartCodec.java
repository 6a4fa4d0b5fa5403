package io.mcpscore.engine.cache;

import io.mcpscore.engine.report.PartResult;
import io.mcpscore.model.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * Results of parts as bytes: the SHA-256 of the key and of what follows, then compressed JSON. The
 * key is part of the sum, so that a value that came under the wrong key is none.
 */
public final class PartCodec {

  private static final int SUM_BYTES = 32;
  private static final int MOST_BYTES = 256 << 20;

  private PartCodec() {}

  /** A result as it is once it was stored and read again; scans work with nothing else. */
  public static PartResult settled(PartResult result) {
    try {
      return Json.mapper().readValue(Json.write(result), PartResult.class);
    } catch (IOException e) {
      throw new IllegalStateException("a result cannot be read again", e);
    }
  }

  /** The bytes of a settled result. */
  public static byte[] write(String key, PartResult result) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Deflater fast = new Deflater(Deflater.BEST_SPEED);
    try (DeflaterOutputStream packed = new DeflaterOutputStream(out, fast)) {
      packed.write(Json.write(result).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException("memory does not fail", e);
    } finally {
      fast.end();
    }
    byte[] body = out.toByteArray();
    byte[] sum = sum(key, body, 0);
    byte[] all = Arrays.copyOf(sum, SUM_BYTES + body.length);
    System.arraycopy(body, 0, all, SUM_BYTES, body.length);
    return all;
  }

  /** The result in such bytes; empty when they are not what was written under this key. */
  public static Optional<PartResult> read(String key, byte[] bytes) {
    if (bytes.length < SUM_BYTES
        || !Arrays.equals(bytes, 0, SUM_BYTES, sum(key, bytes, SUM_BYTES), 0, SUM_BYTES)) {
      return Optional.empty();
    }
    try (InflaterInputStream in =
        new InflaterInputStream(
            new ByteArrayInputStream(bytes, SUM_BYTES, bytes.length - SUM_BYTES))) {
      return Optional.of(Json.mapper().readValue(in.readNBytes(MOST_BYTES), PartResult.class));
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  private static byte[] sum(String key, byte[] bytes, int from) {
    return Digest.sha256()
        .add(key.getBytes(StandardCharsets.UTF_8))
        .add(bytes, from, bytes.length - from)
        .bytes();
  }
}
