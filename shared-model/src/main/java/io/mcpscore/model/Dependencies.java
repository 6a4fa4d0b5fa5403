package io.mcpscore.model;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * The dependencies that the manifests name.
 *
 * @param count distinct packages
 * @param advisorySnapshot date of the advisory data ({@code yyyy-MM-dd}), or null when there is
 *     none
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Dependencies(int count, String advisorySnapshot) {

  /** Of a report that says nothing about them. */
  static final Dependencies NONE = new Dependencies(0, null);
}
