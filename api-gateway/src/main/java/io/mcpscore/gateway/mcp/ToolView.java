package io.mcpscore.gateway.mcp;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mcpscore.model.Effect;
import io.mcpscore.model.Risk;
import io.mcpscore.model.Tool;
import java.util.Comparator;
import java.util.List;

/**
 * A tool of a scanned server.
 *
 * @param risk from what its code can do
 * @param effects what its code can do
 * @param instructsModel whether its metadata tries to instruct the model
 * @param contradictsHints whether its code does what its annotations deny
 * @param line where it is registered
 * @param untrusted what the repository says of it
 */
record ToolView(
    Risk risk,
    List<Effect> effects,
    boolean instructsModel,
    boolean contradictsHints,
    int line,
    Said untrusted) {

  /**
   * What the repository says.
   *
   * @param name of the tool
   * @param file where it is registered
   * @param description for the model, or null
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Said(String name, String file, String description) {}

  static ToolView of(Tool tool) {
    return new ToolView(
        tool.risk(),
        tool.effects(),
        !tool.poisoning().isEmpty(),
        !tool.annotationMismatch().isEmpty(),
        tool.line(),
        new Said(
            UntrustedText.line(tool.name(), UntrustedText.NAME),
            UntrustedText.line(tool.file(), UntrustedText.NAME),
            UntrustedText.line(tool.description(), UntrustedText.SENTENCE)));
  }

  /** The riskiest tools, at most so many. */
  static List<ToolView> riskiest(List<Tool> tools, int most) {
    return tools.stream()
        .sorted(Comparator.comparing(Tool::risk))
        .limit(most)
        .map(ToolView::of)
        .toList();
  }
}
