package io.mcpscore.model;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What the code behind a tool can do to the world. */
public enum Effect {
  EXEC,
  FS_READ,
  FS_WRITE,
  NET_OUT,
  NET_IN,
  DB,
  ENV,
  SECRETS,
  PROCESS,
  NONE;

  /** The key that the HTTP contract uses, such as {@code fs-read}. */
  @JsonValue
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
