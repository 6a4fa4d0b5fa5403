package io.mcpscore.engine.regex;

import io.mcpscore.engine.regex.Cursor.UnreadableException;
import io.mcpscore.engine.regex.Terms.TooLargeException;
import io.mcpscore.engine.regex.TextPattern.Extent;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A set of texts, told by the tests that they pass. */
public sealed interface Texts {

  /** Every text. */
  Texts ALL = new Matching(TextPattern.of(""));

  /** Texts that match a pattern. */
  record Matching(TextPattern pattern) implements Texts {}

  /** Texts that are not in a set. */
  record Others(Texts texts) implements Texts {}

  /** Texts that are in two sets. */
  record Both(Texts first, Texts second) implements Texts {}

  /** Texts that are in one of two sets. */
  record Either(Texts first, Texts second) implements Texts {}

  /** All other texts. */
  default Texts others() {
    return this instanceof Others(Texts texts) ? texts : new Others(this);
  }

  /**
   * Whether none of them does harm. What cannot be said for certain, be it that a pattern is not
   * understood or that the answer would take too long, is answered with no.
   */
  default boolean isFreeOf(Harm harm) {
    return Answers.of(new Question(this, harm));
  }

  /** Whether a set is free of harm. */
  record Question(Texts texts, Harm harm) {

    private boolean answer() {
      try {
        Terms terms = new Terms();
        Term harmful =
            new PatternTerms(terms, false)
                .of(PatternReader.read(harm.pattern(), ""), Extent.ANYWHERE);
        return terms.isEmpty(terms.all(term(terms, texts, true), harmful));
      } catch (UnreadableException | TooLargeException e) {
        return false;
      }
    }

    /**
     * The texts between their marks.
     *
     * @param larger whether a larger set does as well
     */
    private static Term term(Terms terms, Texts texts, boolean larger) {
      return switch (texts) {
        case Matching(TextPattern pattern) ->
            new PatternTerms(terms, larger)
                .of(PatternReader.read(pattern.text(), pattern.flags()), pattern.extent());
        case Others(Texts inner) ->
            terms.all(PatternTerms.marked(terms), terms.not(term(terms, inner, !larger)));
        case Both(Texts first, Texts second) ->
            terms.all(term(terms, first, larger), term(terms, second, larger));
        case Either(Texts first, Texts second) ->
            terms.any(term(terms, first, larger), term(terms, second, larger));
      };
    }
  }

  /** Answers that are remembered, for the same tests stand before many values. */
  final class Answers {

    /** Patterns of hostile code must not fill the heap. */
    private static final int MOST = 5_000;

    private static final Map<Question, Boolean> KNOWN = new ConcurrentHashMap<>();

    private Answers() {}

    private static boolean of(Question question) {
      if (KNOWN.size() > MOST) {
        KNOWN.clear();
      }
      return KNOWN.computeIfAbsent(question, Question::answer);
    }
  }
}
