package io.mcpscore.engine.check.network;

import io.mcpscore.model.Severity;

/** What an IPv4 address is for, by the registry of special addresses. */
enum AddressKind {
  /** The own machine, any address, documentation, multicast: nothing to report. */
  HARMLESS(null, ""),
  /** Networks that are not routed. */
  PRIVATE(
      Severity.LOW,
      "A private address is written down: the server talks to whatever has it in the network where"
          + " it runs."),
  /** Where cloud machines get their credentials. */
  METADATA(
      Severity.MEDIUM,
      "The address of the cloud metadata service, which hands out credentials, is used here."),
  /** Name servers that everybody uses. */
  RESOLVER(Severity.INFO, "A public name server is named by its address."),
  /** Any other. */
  PUBLIC(
      Severity.MEDIUM,
      "A public address is written down: there is no name that says whose it is, and no"
          + " certificate that proves it.");

  private final Severity severity;
  private final String description;

  AddressKind(Severity severity, String description) {
    this.severity = severity;
    this.description = description;
  }

  /** The most it is worth, or null for nothing. */
  Severity severity() {
    return severity;
  }

  /** Why it is a problem. */
  String description() {
    return description;
  }

  /** Kind of an address in dotted form; parts over 255 make it none, which is harmless. */
  static AddressKind of(String dotted) {
    int[] p = new int[4];
    String[] parts = dotted.split("\\.");
    for (int i = 0; i < p.length; i++) {
      p[i] = Integer.parseInt(parts[i]);
      if (p[i] > 255) {
        return HARMLESS;
      }
    }
    if (dotted.equals("169.254.169.254")) {
      return METADATA;
    }
    if (isResolver(dotted)) {
      return RESOLVER;
    }
    if (p[0] == 0 || p[0] == 127 || p[0] >= 224 || isDocumentation(p)) {
      return HARMLESS;
    }
    return isPrivate(p) ? PRIVATE : PUBLIC;
  }

  private static boolean isDocumentation(int[] p) {
    return (p[0] == 192 && p[1] == 0 && p[2] == 2)
        || (p[0] == 198 && p[1] == 51 && p[2] == 100)
        || (p[0] == 203 && p[1] == 0 && p[2] == 113)
        || (p[0] == 198 && (p[1] == 18 || p[1] == 19));
  }

  private static boolean isPrivate(int[] p) {
    return p[0] == 10
        || (p[0] == 172 && p[1] >= 16 && p[1] < 32)
        || (p[0] == 192 && p[1] == 168)
        || (p[0] == 169 && p[1] == 254)
        || (p[0] == 100 && p[1] >= 64 && p[1] < 128);
  }

  private static boolean isResolver(String dotted) {
    return switch (dotted) {
      case "1.1.1.1", "1.0.0.1", "8.8.8.8", "8.8.4.4", "9.9.9.9" -> true;
      default -> false;
    };
  }
}
