package io.mcpscore.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;

/**
 * One MCP server of a repository, graded on its own: by the findings in its package and by its own
 * tools.
 *
 * @param name announced name, or null when it is built at run time
 * @param path directory of its package without slash at the end, the empty text for the whole
 *     repository
 * @param file where the server is made, or where its first tool is registered
 * @param line 1-based line of that
 * @param framework as of its tools
 * @param score 0 to 100 by the published arithmetic over its own findings
 * @param grade letter of {@code score}
 * @param safetyScore 0 to 100 over its own tools and findings
 * @param safetyGrade letter of {@code safetyScore}
 * @param tools number of its tools
 * @param summary findings per severity, every severity present
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Server(
    String name,
    String path,
    String file,
    int line,
    String framework,
    int score,
    Grade grade,
    int safetyScore,
    Grade safetyGrade,
    int tools,
    Map<Severity, Integer> summary) {}
