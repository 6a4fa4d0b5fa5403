package io.mcpscore.model;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A prompt that the server offers.
 *
 * @param name name that a client asks for
 * @param description text that the user reads, or null
 * @param file where it is registered
 * @param line 1-based
 * @param handler where the code starts, or null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Prompt(String name, String description, String file, int line, Location handler) {}
