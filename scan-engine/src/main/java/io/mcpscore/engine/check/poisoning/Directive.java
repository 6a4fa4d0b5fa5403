package io.mcpscore.engine.check.poisoning;

import java.util.function.Predicate;

/**
 * Something that a sentence tells its reader to do, or not to do.
 *
 * @param sentence where
 * @param number of the sentence in the text
 * @param verb position of the verb
 * @param end position after what belongs to the verb: the next directive or the sentence's end
 * @param negated whether it is forbidden
 * @param needless whether it is said to be unnecessary: {@code no need to tell}
 * @param urged whether it is more than a bare imperative, by which honest descriptions say what a
 *     tool does: by {@code must}, {@code you}, {@code always}, a condition, or by a block that
 *     speaks with another voice
 */
record Directive(
    Sentence sentence,
    int number,
    int verb,
    int end,
    boolean negated,
    boolean needless,
    boolean urged) {

  Word act() {
    return sentence.at(verb);
  }

  boolean is(Sense sense) {
    return act().is(sense);
  }

  /** Whether one of the words that belong to the verb fits. */
  boolean about(Predicate<Word> test) {
    return sentence.any(from(), end, test);
  }

  boolean about(Sense sense) {
    return about(w -> w.is(sense));
  }

  /** The words that belong to the verb, with a blank on either side of each. */
  String object() {
    return sentence.phrase(from(), end);
  }

  /** What must be sent stands before its verb. */
  private int from() {
    return act().form() == Word.Form.PAST ? 0 : verb + 1;
  }

  /** The words before the verb. */
  String before() {
    return sentence.phrase(0, verb);
  }
}
