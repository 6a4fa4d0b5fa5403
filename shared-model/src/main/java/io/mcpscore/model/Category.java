package io.mcpscore.model;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The groups of checks; points are halved past 50 within each. */
public enum Category {
  RCE,
  SECRETS,
  NETWORK,
  FILESYSTEM,
  SUPPLY_CHAIN,
  MCP,
  INJECTION,
  AUTH,
  POISONING,
  MALWARE,
  CONFIG;

  /** The key that the HTTP contract uses, such as {@code supply-chain}. */
  @JsonValue
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
