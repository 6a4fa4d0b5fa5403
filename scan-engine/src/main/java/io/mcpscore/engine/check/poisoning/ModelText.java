package io.mcpscore.engine.check.poisoning;

import io.mcpscore.engine.program.SourceModule;

/**
 * A text that a server gives to the model.
 *
 * @param surface where the model meets it
 * @param owner name of the tool, prompt, resource or server, or null when it has none
 * @param registration where its owner is registered, with its own module
 * @param module where the text is written
 * @param node expression of the text
 * @param text its value; {@code *} stands for parts that are computed
 */
record ModelText(
    Surface surface,
    String owner,
    Registered registration,
    SourceModule module,
    int node,
    String text) {

  /** Where the model meets a text. */
  enum Surface {
    TOOL("metadata of the tool"),
    SERVER("instructions of the server"),
    PROMPT("text of the prompt"),
    RESOURCE("description of the resource"),
    TOOL_RESULT("result of the tool"),
    PROMPT_RESULT("text of the prompt"),
    RESOURCE_RESULT("contents of the resource"),
    CARRIER("description of a tool that is not seen to be registered");

    private final String phrase;

    Surface(String phrase) {
      this.phrase = phrase;
    }

    /** Such as {@code metadata of the tool}. */
    String phrase() {
      return phrase;
    }

    /**
     * Whether it comes with the list of tools, prompts and resources, before anything is called.
     */
    boolean isMetadata() {
      return this == TOOL || this == SERVER || this == PROMPT || this == RESOURCE;
    }
  }

  /**
   * A place of registration.
   *
   * @param module its module
   * @param node the registering node
   */
  record Registered(SourceModule module, int node) {}

  /** Name of the tool when it is one's, else null. */
  String tool() {
    return surface == Surface.TOOL || surface == Surface.TOOL_RESULT ? owner : null;
  }

  /** Such as {@code metadata of the tool add}. */
  String what() {
    return surface.phrase()
        + (owner == null || owner.isEmpty() || surface == Surface.CARRIER ? "" : " " + owner);
  }
}
