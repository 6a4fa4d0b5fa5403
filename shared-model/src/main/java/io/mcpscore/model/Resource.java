package io.mcpscore.model;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A resource or resource template that the server offers.
 *
 * @param name registered name, or null
 * @param uri URI or URI template, or null when it is built at run time
 * @param description text, or null
 * @param file where it is registered
 * @param line 1-based
 * @param handler where the code starts, or null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Resource(
    String name, String uri, String description, String file, int line, Location handler) {}
