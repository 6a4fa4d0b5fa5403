package io.mcpscore.engine.check.poisoning;

/**
 * A part of a text that instructs the model against its user.
 *
 * @param kind what it is after
 * @param certain whether it says so by itself; otherwise it counts beside others only
 * @param start first character in the text
 * @param end character after the last
 */
public record Instruction(Kind kind, boolean certain, int start, int end) {

  /** What an instruction is after. */
  public enum Kind {
    /** To set aside the rules, the user or the confirmation that the model is bound to. */
    OVERRIDE("tells the model to set aside its instructions or safety rules"),
    /** To keep something from the user, or to make it look like something else. */
    CONCEAL("tells the model to keep what it does from the user"),
    /** To read credentials or private data and to hand them over. */
    HARVEST("tells the model to read secrets or private data and to pass them on"),
    /** To hand over the conversation or the system prompt. */
    CHAT("asks for the conversation or the system prompt"),
    /** To change what other tools are called with, or where data and messages go. */
    REDIRECT("changes how other tools are used, or where their data goes"),
    /** To be preferred over other tools whatever the user wants. */
    PRECEDENCE("claims precedence over other tools"),
    /** To be trusted because of somebody else's name. */
    AUTHORITY("claims the authority of others to be obeyed"),
    /** To tell the user untruths or to run commands. */
    ABUSE("tells the model to act against its user");

    private final String sentence;

    Kind(String sentence) {
      this.sentence = sentence;
    }

    /**
     * The predicate of a sentence about a text, such as {@code claims precedence over other tools}.
     */
    public String sentence() {
      return sentence;
    }
  }
}
