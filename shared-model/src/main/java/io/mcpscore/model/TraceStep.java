package io.mcpscore.model;

/**
 * One step of a path from an entry to a sink.
 *
 * @param file path in the repository
 * @param line 1-based
 * @param label what happens here, in a few words
 */
public record TraceStep(String file, int line, String label) {}
