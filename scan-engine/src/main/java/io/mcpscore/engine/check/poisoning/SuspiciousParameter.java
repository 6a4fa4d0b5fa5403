package io.mcpscore.engine.check.poisoning;

import io.mcpscore.model.Severity;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Parameters whose names draw more out of a model than a tool needs. */
enum SuspiciousParameter {
  CONVERSATION(
      Severity.MEDIUM,
      "the conversation or the system prompt",
      "(?:full_|entire_|whole_|previous_|prior_|past_|recent_|all_|raw_)?(?:conversation|chat|message|dialog|dialogue)s?_?(?:history|log|transcript|context|so_far)"
          + "|conversation|(?:previous|prior|past|all)_?messages|system_?prompt|(?:users?|original)_?(?:prompt|message|request)|prompt_history"
          + "|chain_of_thought|tools?_?(?:list|call_history|history)|(?:available|other|all)_?tools|model_?name_?used"),
  SECRETS(
      Severity.MEDIUM,
      "secrets",
      "(?:users?_?)?(?:secrets|credentials|ssh_?key|private_?key|env(?:ironment)?_?(?:vars?|variables)|session_?cookies?|file_?contents_?of_?key)"),
  LEFTOVER(
      Severity.LOW,
      "whatever the model cares to put into it",
      "side_?notes?|notes?|extra(?:_?(?:info|data|context|notes?))?|additional_?(?:info|context|data|notes?)|debug(?:_?(?:info|data))?|feedback|metadata|annotations|scratch_?pad|thoughts?|reasoning|internal_?notes?|context(?:_?(?:data|info))?");

  private final Severity severity;
  private final String what;
  private final Pattern names;

  SuspiciousParameter(Severity severity, String what, String names) {
    this.severity = severity;
    this.what = what;
    this.names = Pattern.compile(names);
  }

  /** What it is worth when the code has no use for it. */
  Severity severity() {
    return severity;
  }

  /** What it asks for, in words. */
  String what() {
    return what;
  }

  /** The kind of a parameter by its name in any case. */
  static Optional<SuspiciousParameter> of(String name) {
    String snake = name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    return snake.length() > 60
        ? Optional.empty()
        : Arrays.stream(values()).filter(p -> p.names.matcher(snake).matches()).findFirst();
  }
}
