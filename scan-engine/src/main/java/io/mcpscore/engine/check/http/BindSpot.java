package io.mcpscore.engine.check.http;

import io.mcpscore.engine.program.SourceModule;

/**
 * A place that makes a program listen on every interface.
 *
 * @param module where
 * @param node the call or the literal address
 * @param stated false when it is the default of a library that nobody changed
 */
public record BindSpot(SourceModule module, int node, boolean stated) {}
