package io.mcpscore.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * A tool as the source registers it, and what its code can do.
 *
 * @param name name that a client calls; of a name built at run time, the constant parts with {@code
 *     *} for the rest
 * @param title display title, or null
 * @param description text that the model reads, or null when there is none
 * @param file where it is registered
 * @param line 1-based line of the registration
 * @param server directory of the package that offers it, the empty text for the whole repository
 * @param language {@code typescript}, {@code javascript} or {@code python}
 * @param framework {@code mcp-sdk-ts}, {@code fastmcp}, {@code mcp-sdk-py} and so on
 * @param inputSchema JSON Schema as far as the source states it, or null
 * @param annotations the registered hints, or null when there are none
 * @param effects sorted, without repetition; {@link Effect#NONE} alone when the code has none
 * @param effectTrace one entry an effect
 * @param annotationMismatch sentences, each a hint that the code contradicts
 * @param poisoning sentences, each a part of the metadata that instructs the model
 * @param risk from the effects
 * @param handler where the code starts, or null when it could not be resolved
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Tool(
    String name,
    String title,
    String description,
    String file,
    int line,
    String server,
    String language,
    String framework,
    JsonNode inputSchema,
    JsonNode annotations,
    List<Effect> effects,
    List<EffectStep> effectTrace,
    List<String> annotationMismatch,
    List<String> poisoning,
    Risk risk,
    Location handler) {

  /** Copies the lists. */
  public Tool {
    effects = Copies.of(effects);
    effectTrace = Copies.of(effectTrace);
    annotationMismatch = Copies.of(annotationMismatch);
    poisoning = Copies.of(poisoning);
  }

  /** The same tool with what the findings of its report say about it. */
  public Tool with(List<String> instructions, Risk newRisk) {
    return new Tool(
        name,
        title,
        description,
        file,
        line,
        server,
        language,
        framework,
        inputSchema,
        annotations,
        effects,
        effectTrace,
        annotationMismatch,
        instructions,
        newRisk,
        handler);
  }
}
