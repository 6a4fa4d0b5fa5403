package io.mcpscore.engine.check.http;

import io.mcpscore.engine.program.SourceModule;

/**
 * A handler of HTTP requests.
 *
 * @param module where it is registered
 * @param node the registering call or decorator
 * @param end byte after the part that names the path
 * @param function the handler, a node of the same module
 * @param guarded whether a middleware or dependency asks for a credential before it runs
 */
public record Route(SourceModule module, int node, int end, int function, boolean guarded) {}
