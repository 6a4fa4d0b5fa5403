package io.mcpscore.model;

/**
 * A spot in the repository.
 *
 * @param file path in the repository
 * @param line 1-based
 */
public record Location(String file, int line) {}
