package io.mcpscore.engine.check.http;

import io.mcpscore.engine.program.SourceModule;

/**
 * A place that makes a program listen on every interface.
 *
 * @param module where
 * @param node the call or the literal address; for an image where the code takes what it sets
 * @param cause what makes it so
 */
public record BindSpot(SourceModule module, int node, Cause cause) {

  /** Why a program listens on every interface. */
  public enum Cause {
    /** The code says so. */
    STATED,
    /** It is the default of a library that nobody changed. */
    LIBRARY,
    /** The image that it is shipped in says so. */
    IMAGE
  }
}
