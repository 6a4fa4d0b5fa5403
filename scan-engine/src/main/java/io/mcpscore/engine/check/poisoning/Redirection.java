package io.mcpscore.engine.check.poisoning;

import io.mcpscore.engine.check.poisoning.Instruction.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Texts that reach beyond their own tool: they change what others are called with, or whereto
 * messages, money and data go.
 */
final class Redirection {

  private static final Pattern BEHAVIOUR =
      Pattern.compile(
          " (?:behaviou?rs?|operations?|outputs?|workings?|arguments?|parameters?|results?|descriptions?) of (?:\\S+ ){0,4}?(?:tools?|functions?|servers?) | how (?:\\S+ ){0,3}?(?:tools?|functions?|servers?) (?:work|behave|are used|are called|operate) ");
  private static final Pattern SIDE_EFFECT =
      Pattern.compile(" side effects? on (?:\\S+ ){0,6}?(?:tools?|functions?|servers?) ");
  private static final Pattern ROUTED =
      Pattern.compile(
          " (?:all|every|any|each) (?:other )?tools? (?:outputs?|results?|calls?|responses?|requests?|arguments?) .*(?:through|to|via|by) | (?:outputs?|results?|calls?|requests?|arguments?) (?:of|from|to) (?:all |any |every )?other (?:tools?|servers?) ");
  private static final Pattern HERE =
      Pattern.compile(" (?:to|through|via|into|with) this (?:tool|server|function|service) ");
  private static final Pattern CHANGES_OTHERS =
      Pattern.compile(
          " (?:changes|modifies|alters|overrides|redefines) (?:how|the way|(?:the )?behaviou?r of) (?:\\S+ ){0,2}?(?:other|all|every|any|the other) (?:\\S+ ){0,2}?(?:tools?|functions?|servers?) ");
  private static final Pattern OTHER_CALL =
      Pattern.compile(
          " (?:when|whenever|before|after|if|once|while|every|each|any time|anytime|for|prior to) (?:\\S+ ){0,6}?(?:calls?|calling|called|use|uses|using|used|invoke|invokes|invoked|invoking|run|running|executes?|executed|executing|sends?|sending|tools?|operations?|requests?|requested|transfers?|payments?) ");
  private static final Pattern VALUES =
      Pattern.compile(
          " (?:values?|arguments?|parameters?|inputs?|amounts?|operands?|numbers?|recipient|address|destination) (?:\\S+ ){0,4}?(?:with|to|by|from) (?:\\S+ ){0,4}?(?:responses?|results?|outputs?|returned|return|values?|this tool|ones?) ");
  private static final Pattern EXAMPLE_BEFORE =
      Pattern.compile(
          " (?:e\\.?g|example|examples|such as|like|i\\.?e|sample|format|default|defaults) (?:\\S+ ){0,4}$");

  private Redirection() {}

  static List<Instruction> in(List<Sentence> sentences, List<Directive> directives) {
    List<Instruction> out = new ArrayList<>();
    for (Sentence s : sentences) {
      if (CHANGES_OTHERS.matcher(s.phrase()).find()) {
        add(out, s, true);
      } else if (SIDE_EFFECT.matcher(s.phrase()).find()) {
        add(out, s, s.isVeiled());
      }
    }
    for (Directive d : directives) {
      if (!d.negated()) {
        directive(d, out);
      }
    }
    return out;
  }

  private static void directive(Directive d, List<Instruction> out) {
    String object = d.object();
    boolean moves = d.is(Sense.SEND) || d.is(Sense.PASS) || d.is(Sense.CHANGE);
    if (d.is(Sense.CHANGE) && BEHAVIOUR.matcher(object).find()) {
      add(out, d.sentence(), d.urged() || object.matches(" .*\\b(?:all|other|every|any)\\b .*"));
    }
    boolean every = object.matches(".* (?:each|every|all) .*");
    if (!moves || (!d.urged() && !every)) {
      return;
    }
    boolean whenever =
        d.before().matches(".* (?:whenever|every time|each time|any time|anytime) .*");
    if (ROUTED.matcher(object).find()
        || (whenever && d.about(Sense.CONTENT) && HERE.matcher(object).find())) {
      add(out, d.sentence(), true);
      return;
    }
    boolean other = isAboutOtherCalls(d);
    if (isSentOutside(d)) {
      add(out, d.sentence(), true);
    } else if (d.is(Sense.CHANGE) && !d.act().is("set") && d.about(Sense.RECIPIENT)) {
      add(out, d.sentence(), other || d.sentence().isVeiled());
    } else if (other
        && d.is(Sense.CHANGE)
        && VALUES.matcher(d.sentence().phrase(d.verb(), d.sentence().size())).find()) {
      add(out, d.sentence(), true);
    } else if (other
        && d.about(Sense.RECIPIENT)
        && d.about(w -> w.text().matches("[0-9]{5,}.*|0x[0-9a-f]{6,}.*|\\S*[0-9]{8,}\\S*"))) {
      add(out, d.sentence(), true);
    }
  }

  /** A copy of all mails to an address that the text itself names. */
  private static boolean isSentOutside(Directive d) {
    int to = d.sentence().size();
    int outside = d.sentence().find(d.verb() + 1, Math.min(to, d.end() + 6), Word::isOutside);
    if (outside < 0
        || EXAMPLE_BEFORE
            .matcher(d.sentence().phrase(Math.max(d.verb(), outside - 6), outside))
            .find()) {
      return false;
    }
    Word.Kind kind = d.sentence().at(outside).kind();
    boolean content =
        d.about(
            w ->
                w.is(Sense.CONTENT)
                    || w.is(Sense.RECIPIENT)
                    || w.is(Sense.SECRET)
                    || w.is(Sense.CONVERSATION)
                    || w.is(Sense.ANAPHORA));
    boolean redirected =
        (d.is(Sense.CHANGE) && !d.act().is("set")) || d.act().is("bcc") || d.act().is("cc");
    return kind == Word.Kind.URL ? d.is(Sense.SEND) && content : content || redirected;
  }

  private static boolean isAboutOtherCalls(Directive d) {
    String before = d.sentence().phrase(0, d.verb());
    return OTHER_CALL.matcher(before).find()
        && !before.matches(
            ".* (?:calling|using|use|call|invoking) this (?:tool|function|method|operation) $");
  }

  private static void add(List<Instruction> out, Sentence s, boolean certain) {
    out.add(new Instruction(Kind.REDIRECT, certain, s.start(), s.end()));
  }
}
