package io.mcpscore.engine.check.supplychain;

import io.mcpscore.engine.dependency.Ecosystem;
import io.mcpscore.engine.source.SourceFile;
import java.util.Locale;

/**
 * A setting of where packages come from.
 *
 * @param kind what is set
 * @param ecosystem of the packages
 * @param url the registry, or the host or switch for {@link Kind#UNCHECKED}
 * @param file where it is set
 * @param start first byte
 * @param end byte after the last
 */
record RegistryUse(
    Kind kind, Ecosystem ecosystem, String url, SourceFile file, int start, int end) {

  /** What is set. */
  enum Kind {
    /** In the place of the public registry. */
    MAIN,
    /** Beside it, and for the same names. */
    EXTRA,
    /** For packages that are named. */
    SCOPED,
    /** Certificates are not checked. */
    UNCHECKED
  }

  /** Host of the registry in lower case; empty without any. */
  String host() {
    return hostOf(url);
  }

  /** Host of a URL in lower case; empty when it has none. */
  static String hostOf(String url) {
    int from = url.indexOf("://");
    if (from < 0) {
      return "";
    }
    String rest = url.substring(from + 3).split("[/?#]", 2)[0];
    return rest.substring(rest.lastIndexOf('@') + 1)
        .replaceFirst(":[0-9]*$", "")
        .toLowerCase(Locale.ROOT);
  }

  /** Whether it is reached over an open connection that leaves the machine. */
  boolean isOpen() {
    String host = host();
    return url.startsWith("http://")
        && !host.equals("localhost")
        && !host.startsWith("127.")
        && !host.equals("::1");
  }
}
