package io.mcpscore.engine.check.supplychain;

import io.mcpscore.engine.dependency.Advisories;
import io.mcpscore.engine.dependency.AdvisoryReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The few advisories that ship with the product, so that they are known without a snapshot. */
final class KnownReleases {

  private static final Advisories SDKS = read("known-sdk-advisories.jsonl");
  private static final Advisories MALICIOUS = read("known-malicious-releases.jsonl");

  private KnownReleases() {}

  /** Holes of the MCP SDKs and of the tools around them. */
  static Advisories sdks() {
    return SDKS;
  }

  /** Releases that were an attack, of packages that many use. */
  static Advisories malicious() {
    return MALICIOUS;
  }

  private static Advisories read(String resource) {
    try (InputStream in = KnownReleases.class.getResourceAsStream(resource)) {
      return AdvisoryReader.lines(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
