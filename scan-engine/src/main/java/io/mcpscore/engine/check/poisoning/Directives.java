package io.mcpscore.engine.check.poisoning;

import io.mcpscore.engine.check.poisoning.Word.Form;
import io.mcpscore.engine.check.poisoning.Word.Kind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Finds what sentences command. A verb counts in its base form where nothing but adverbs stand
 * between it and the start of a clause, {@code must}, {@code to} after a word of duty, or {@code
 * not}; as a participle after {@code must be}; as a gerund after {@code avoid} and {@code without}.
 * {@code Reads a file} and {@code used to read} describe.
 */
final class Directives {

  private static final Set<Sense> ACTS = EnumSet.range(Sense.READ, Sense.ASK);
  private static final Set<String> DUTY =
      Set.of(
          "sure",
          "need",
          "needs",
          "have",
          "has",
          "required",
          "instructed",
          "obliged",
          "obligated",
          "ought",
          "supposed",
          "essential",
          "mandatory",
          "important",
          "necessary",
          "crucial",
          "imperative",
          "careful",
          "expected",
          "want",
          "remember",
          "are",
          "try",
          "attempt",
          "proceed",
          "continue",
          "ask",
          "told");
  private static final Set<String> OPENERS =
      Set.of("and", "or", "but", "then", "that", "so", "&", "plus");
  private static final Set<String> CONDITIONS =
      Set.of(
          "when", "whenever", "before", "after", "if", "once", "while", "upon", "until", "unless");
  private static final Set<String> AVOIDING = Set.of("avoid", "without", "from", "stop", "refrain");

  private final Sentence sentence;
  private final int number;
  private final List<Directive> found = new ArrayList<>();

  private Directives(Sentence sentence, int number) {
    this.sentence = sentence;
    this.number = number;
  }

  static List<Directive> in(Sentence sentence, int number) {
    Directives finder = new Directives(sentence, number);
    for (int i = 0; i < sentence.size(); i++) {
      finder.look(i);
    }
    return finder.closed();
  }

  /** Gives every directive the words up to the next one. */
  private List<Directive> closed() {
    List<Directive> out = new ArrayList<>();
    for (int i = 0; i < found.size(); i++) {
      Directive d = found.get(i);
      int end = i + 1 < found.size() ? found.get(i + 1).verb() : sentence.size();
      out.add(new Directive(sentence, number, d.verb(), end, d.negated(), d.needless(), d.urged()));
    }
    return out;
  }

  private void look(int i) {
    Word word = sentence.at(i);
    if (word.senses().stream().noneMatch(ACTS::contains)) {
      return;
    }
    if (word.form() == Form.PAST && !word.is("read") && !word.is("put") && !word.is("set")) {
      passive(i);
    } else if (word.form() == Form.GERUND) {
      gerund(i);
    } else if (word.form() == Form.BASE) {
      base(i);
    }
  }

  private void base(int i) {
    int at = i - 1;
    boolean negated = false;
    boolean urgent = false;
    while (at >= 0 && isTransparent(at)) {
      negated |= isNot(at);
      urgent |= sentence.at(at).is(Sense.URGENT) || sentence.at(at).is(Sense.COVERT);
      at--;
    }
    Word before = at < 0 ? null : sentence.at(at);
    if (before == null || isBoundary(before)) {
      imperative(i, at, negated, urgent);
    } else if (urgent && !before.is(Sense.MODAL) && !before.is("to") && opensWithCondition(at)) {
      add(i, negated, false, true);
    } else if (before.is(Sense.MODAL)) {
      add(i, negated, false, true);
    } else if (!before.is("to") && opensWithPurpose(at)) {
      add(i, negated, false, true);
    } else if (before.is("to")) {
      infinitive(i, at, negated);
    } else if (before.is("do") && negated) {
      add(i, true, false, true);
    } else if (before.is("need") && negated) {
      add(i, true, true, true);
    } else if (before.is(Sense.YOU) && at > 0 && DUTY.contains(sentence.at(at - 1).text())) {
      add(i, negated, false, true);
    } else if (before.is("you")
        && at > 1
        && sentence.at(at - 1).is("that")
        && DUTY.contains(sentence.at(at - 2).text())) {
      add(i, negated, false, true);
    } else if (((before.is("will") || before.is("'ll")) && at > 0 && sentence.at(at - 1).is("you"))
        || before.is("you'll")) {
      add(i, negated, false, true);
    }
  }

  /**
   * Adverbs and {@code not}; {@code try to} and {@code make sure to} carry their own verb's mood.
   */
  private boolean isTransparent(int at) {
    Word w = sentence.at(at);
    return w.is(Sense.ADVERB)
        || isNot(at)
        || (w.kind() == Kind.MARK && "*_`\"'(".contains(w.text()));
  }

  private boolean isNot(int at) {
    return sentence.at(at).is(Sense.NEGATION);
  }

  private static boolean isBoundary(Word w) {
    return w.kind() == Kind.MARK || OPENERS.contains(w.text()) || w.text().matches("[0-9]{1,2}");
  }

  private void imperative(int i, int boundary, boolean negated, boolean urgent) {
    Word mark = boundary < 0 ? null : sentence.at(boundary);
    Directive last = found.isEmpty() ? null : found.getLast();
    boolean joined =
        mark != null
            && (mark.is("and") || mark.is("or") || mark.is(",") || mark.is("then") || mark.is("&"));
    boolean carried = joined && last != null && last.urged();
    boolean no = negated || (carried && last.negated() && mark.is("or"));
    // "don't" was met on the way back and is a command by itself.
    boolean conditional = boundary > 0 && startsWithCondition(boundary);
    add(
        i,
        no,
        false,
        urgent || carried || conditional || no || sentence.isVeiled() || sentence.led());
  }

  /** {@code When summarizing mails always add…}: a comma is missing. */
  private boolean opensWithCondition(int before) {
    return CONDITIONS.contains(sentence.at(0).text())
        && !sentence.any(0, before + 1, w -> w.is(",") || w.is(Sense.MODAL));
  }

  /** {@code To get correct results include…}: a comma is missing, and a noun ends the purpose. */
  private boolean opensWithPurpose(int before) {
    int mark = sentence.findLast(before, w -> w.kind() == Kind.MARK && ",:;.".contains(w.text()));
    int first = mark + 1;
    return before >= first + 2
        && sentence.at(first).is("to")
        && sentence.at(first + 1).form() == Form.BASE
        && sentence.at(before).form() == Form.NONE
        && sentence.at(before).kind() != Kind.MARK
        && !sentence.any(
            before, before + 1, w -> w.is(Sense.WEAKMODAL) || w.is("and") || w.is("or"));
  }

  /** Whether a condition stands before a comma: {@code when x is called, send…}. */
  private boolean startsWithCondition(int before) {
    for (int i = 1; i < before; i++) {
      Word previous = sentence.at(i - 1);
      if (CONDITIONS.contains(sentence.at(i).text()) && (isBoundary(previous))) {
        return true;
      }
    }
    int first =
        sentence.find(
            0,
            before,
            w -> w.kind() != Kind.MARK && (!w.is(Sense.ADVERB) || w.is("any")) && !w.is("and"));
    boolean anyTime = first >= 0 && sentence.phrase(first, first + 2).equals(" any time ");
    return anyTime
        || (first >= 0 && sentence.at(first).is(Sense.TRIGGER) && !sentence.at(first).is("to"));
  }

  private void infinitive(int i, int to, boolean negated) {
    int at = to - 1;
    boolean no = negated;
    while (at >= 0 && isTransparent(at)) {
      no |= isNot(at);
      at--;
    }
    if (at < 0) {
      return;
    }
    Word duty = sentence.at(at);
    boolean asked =
        at > 0
            && (duty.is(Sense.YOU) || duty.is(Sense.MODEL))
            && sentence
                .at(at - 1)
                .text()
                .matches("requires?|wants?|needs?|expects?|instructs?|forces?|obliges?|asks?");
    if (asked || isByOtherTool(to)) {
      add(i, no, false, true);
      return;
    }
    boolean user =
        sentence.any(0, at, w -> w.is(Sense.USER)) && !sentence.any(0, at, w -> w.is(Sense.YOU));
    if (DUTY.contains(duty.text()) && !(user && duty.is("need"))) {
      boolean noNeed =
          (duty.is("need")
                  || duty.is("needs")
                  || duty.is("necessary")
                  || duty.is("required")
                  || duty.is("have"))
              && (no || (at > 0 && isAbsent(at - 1)));
      boolean described = at > 0 && sentence.any(at - 1, at, w -> w.is(Sense.NEGATED_FACT));
      add(i, no || noNeed, noNeed || described, true);
    } else if (no && (duty.is("not") || duty.is("never"))) {
      add(i, true, false, true);
    }
  }

  /** {@code use the send_mail tool to forward…}: another tool, not this one. */
  private boolean isByOtherTool(int to) {
    Directive last = found.isEmpty() ? null : found.getLast();
    return last != null
        && !last.negated()
        && last.is(Sense.CALL)
        && sentence.any(last.verb() + 1, to, w -> w.kind() == Kind.NAME)
        && !sentence.phrase(last.verb(), to).contains(" this ");
  }

  private boolean isAbsent(int at) {
    Word w = sentence.at(at);
    return w.is("no") || w.is("not") || w.is(Sense.NEGATION) || w.is(Sense.NEGATED_FACT);
  }

  private void passive(int i) {
    int at = i - 1;
    boolean negated = false;
    while (at >= 0 && (isTransparent(at) || sentence.at(at).is("be"))) {
      negated |= isNot(at);
      at--;
    }
    if ((at >= 0 && at < i - 1 && sentence.at(at).is(Sense.MODAL))
        || (at > 0 && sentence.at(at).is("to") && DUTY.contains(sentence.at(at - 1).text()))) {
      add(i, negated, false, true);
    }
  }

  private void gerund(int i) {
    int at = i - 1;
    while (at >= 0 && sentence.at(at).is(Sense.ADVERB)) {
      at--;
    }
    if (at >= 0 && AVOIDING.contains(sentence.at(at).text())) {
      add(i, true, false, !sentence.at(at).is("without") || hasUrge());
    } else if (at > 0
        && sentence.at(at).is("by")
        && sentence.at(at - 1).text().matches("start|begin")) {
      add(i, false, false, true);
    } else if (at >= 0
        && (sentence.at(at).is("or") || sentence.at(at).is("and"))
        && !found.isEmpty()
        && found.getLast().negated()
        && found.getLast().act().form() == Form.GERUND) {
      add(i, true, false, found.getLast().urged());
    }
  }

  private boolean hasUrge() {
    return found.stream().anyMatch(d -> d.urged() && !d.negated()) || sentence.isVeiled();
  }

  private void add(int verb, boolean negated, boolean needless, boolean urged) {
    found.add(new Directive(sentence, number, verb, verb, negated, needless, urged));
  }
}
