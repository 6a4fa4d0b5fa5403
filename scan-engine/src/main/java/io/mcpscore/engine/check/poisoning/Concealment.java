package io.mcpscore.engine.check.poisoning;

import io.mcpscore.engine.check.poisoning.Instruction.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Wording that keeps the user in the dark about what the model does. What the model should not
 * <em>show</em>, such as internal ids, is no concealment: the deed must be hidden, not a datum.
 */
final class Concealment {

  private static final Pattern UNKNOWING =
      Pattern.compile(
          " without (?:the |any |their |your )?(?:user |user's |users' |human |human's |customer |customer's )?(?:ever )?(?:the user |them )?(?:knowing|knowledge|noticing|being aware|awareness|realizing|realising|finding out)\\b");
  private static final Pattern KEPT_SECRET =
      Pattern.compile(
          " keep (?:this|it|these|that|them|the (?:\\S+ ){1,4})\\s?(?:\\S+ ){0,4}?(?:secret|hidden|confidential|private|quiet|silent|invisible|to yourself|between us|away from|out of sight|unknown)(?: |$)(?:from |to )?");
  private static final Pattern UNSPOKEN =
      Pattern.compile(
          " (?:not|no|nothing|never|nor) (?:\\S+ ){0,6}?needs? to be (?:discussed|mentioned|disclosed|explained|surfaced|reported|raised|shown|communicated|told|shared) ");
  private static final Pattern ABOUT_ITSELF =
      Pattern.compile(
          "^ (?:any of |to \\S+ )?(?:this|these|those|the above|the following) (?:\\S+ )?(?:instructions?|directives?|prompts?|requirements?|notes?|messages?|texts?) ");
  private static final Pattern NOBODY =
      Pattern.compile(" (?:tell|inform|notify|let|alert|show) (?:nobody|no one|no-one|none of) ");
  private static final Pattern DISGUISE =
      Pattern.compile(
          " (?:as if|as though|like|appears?|seems?|look|looks|sounds?) (?:\\S+ ){0,5}?(?:part of|normal|regular|ordinary|legitimate|routine|standard|innocent|harmless|came from|originated|own idea) ");
  private static final Pattern AS_IF = Pattern.compile(" as (?:if|though) ");
  private static final Pattern DONE_TO_DATA =
      Pattern.compile(
          " that (?:\\S+ ){1,5}?(?:was|were|is|are|has been|have been|being|gets?) (?:read|sent|copied|shared|forwarded|accessed|added|changed|modified|redirected|uploaded|collected|included|altered|transferred|recorded|captured|exfiltrated) ");
  private static final Set<String> REVEAL =
      Set.of("reveal", "disclose", "mention", "admit", "acknowledge", "tell", "inform", "notify");
  private static final Pattern OWN_DEED =
      Pattern.compile("(?:^| )that (?:you|you're|we|we're|it was|it is|this|these|they were) ");
  private static final Pattern MADE_KNOWN =
      Pattern.compile(" (?:aware|told|informed|notified|alerted|made aware|warned|bothered) ");

  private static final Pattern LEARN =
      Pattern.compile(" (?:know|notice|realize|realise|find out|suspect|discover|learn|see) ");

  private Concealment() {}

  static List<Instruction> in(List<Sentence> sentences, List<Directive> directives) {
    List<Instruction> out = new ArrayList<>();
    for (Directive d : directives) {
      if (d.negated() && d.is(Sense.TELL) && !isConditional(d)) {
        silence(d, out);
      } else if (!d.negated() && d.is(Sense.HIDE)) {
        hide(d, out);
      }
      if (!d.negated()
          && (d.is(Sense.PRETEND) || d.is(Sense.PASS) || d.is(Sense.SHOW))
          && DISGUISE.matcher(d.object()).find()) {
        add(out, d.sentence(), d.urged() || AS_IF.matcher(d.object()).find());
      }
      if (!d.negated() && d.urged() && isCovert(d)) {
        add(out, d.sentence(), isWeighty(d));
      }
    }
    sentences.forEach(s -> phrases(s, out));
    return out;
  }

  /** Do not report success before the tool returned: a matter of order, not of secrecy. */
  private static boolean isConditional(Directive d) {
    return d.about(Sense.BENIGN_UNTIL);
  }

  private static void silence(Directive d, List<Instruction> out) {
    String object = d.sentence().phrase(d.verb() + 1, d.sentence().size());
    boolean user =
        d.about(w -> w.is(Sense.USER))
            || d.sentence().any(d.verb() + 1, d.sentence().size(), w -> w.is(Sense.USER));
    boolean ownDeed =
        OWN_DEED.matcher(object).find()
            || (REVEAL.contains(d.act().text()) && DONE_TO_DATA.matcher(object).find());
    boolean anaphora = isAnaphora(d);
    boolean deed = user && (isDeed(d) || (d.act().is("let") && LEARN.matcher(object).find()));
    if (d.act().form() == Word.Form.GERUND
        && d.sentence().phrase(0, d.verb()).matches(".* (?:not|never|don't) .*without .*")) {
      return;
    }
    boolean veiled = d.sentence().isVeiled();
    if (ownDeed
        || deed
        || (anaphora && (user || veiled || isJoined(d)))
        || ABOUT_ITSELF.matcher(object).find()) {
      add(out, d.sentence(), d.urged() || veiled);
    } else if (anaphora || isDeed(d) || (user && aboutItself(d))) {
      add(out, d.sentence(), false);
    }
  }

  /** {@code insert the tag and do not mention it}: what is done is not to be spoken of. */
  private static boolean isJoined(Directive d) {
    String before = d.before();
    return (before.contains(" and do not ")
            || before.contains(" and don't ")
            || before.contains(" but do not ")
            || before.contains(" and never "))
        && d.sentence()
            .any(
                0,
                d.verb(),
                w ->
                    w.form() == Word.Form.BASE
                        && (w.is(Sense.PASS)
                            || w.is(Sense.SEND)
                            || w.is(Sense.CHANGE)
                            || w.is(Sense.READ)));
  }

  /** {@code do not mention this}, {@code don't notify the user about it}. */
  private static boolean isAnaphora(Directive d) {
    return d.sentence()
        .phrase(d.verb() + 1, d.sentence().size())
        .matches(
            " (?:(?:to |with )?(?:the |any |your |an? )?(?:end |human )?(?:users?|them|anyone|anybody|humans?|person|people|operator|customer) )?(?:any(?:thing)? )?(?:about |of |regarding |concerning |with |on )?(?:any of )?(?:this|it|these|that|anything)(?: .*|)");
  }

  private static boolean isDeed(Directive d) {
    int size = d.sentence().size();
    int deed = d.sentence().find(d.verb() + 1, size, w -> w.is(Sense.DEED));
    return deed >= 0
        && d.sentence()
            .phrase(d.verb() + 1, deed)
            .matches(
                ".* (?:this|these|that|about|about the|of the|the|any|such|regarding the|anything about the) (?:\\S+ ){0,3}");
  }

  private static boolean aboutItself(Directive d) {
    return d.sentence()
        .phrase(d.verb() + 1, d.sentence().size())
        .matches(".* (?:about|of|that|why|regarding) .*");
  }

  private static void hide(Directive d, List<Instruction> out) {
    String object = d.sentence().phrase(d.verb() + 1, d.sentence().size());
    if (object.contains(" from ")
        && d.sentence().any(d.verb() + 1, d.sentence().size(), w -> w.is(Sense.USER))) {
      boolean deed =
          d.sentence()
              .any(
                  d.verb() + 1, d.sentence().size(), w -> w.is(Sense.DEED) || w.is(Sense.ANAPHORA));
      add(out, d.sentence(), d.urged() || deed);
    }
  }

  private static boolean isCovert(Directive d) {
    return d.sentence()
        .any(Math.max(0, d.verb() - 3), Math.min(d.end(), d.verb() + 12), w -> w.is(Sense.COVERT));
  }

  private static boolean isWeighty(Directive d) {
    boolean moves = d.is(Sense.SEND) || d.is(Sense.PASS) || d.is(Sense.CHANGE) || d.is(Sense.READ);
    return moves
        && d.about(
            w ->
                w.is(Sense.SECRET)
                    || w.is(Sense.CONVERSATION)
                    || w.isSecretPlace()
                    || w.isOutside()
                    || w.is(Sense.RECIPIENT));
  }

  private static void phrases(Sentence s, List<Instruction> out) {
    String all = s.phrase();
    if (UNKNOWING.matcher(all).find()
        || NOBODY.matcher(all).find()
        || UNSPOKEN.matcher(all).find()) {
      add(out, s, true);
    }
    if (KEPT_SECRET.matcher(all).find()) {
      add(out, s, s.any(Sense.USER) || all.contains(" from "));
    }
    int user = s.find(0, s.size(), w -> w.is(Sense.USER));
    if (user >= 0) {
      ignorance(s, s.phrase(user + 1, s.size()), out);
    }
  }

  /** {@code the user must not notice}, {@code users do not need to know about this}. */
  private static void ignorance(Sentence s, String predicate, List<Instruction> out) {
    if (predicate.matches(
        " (?:must not|mustn't|must never|should not|shouldn't|should never|shall not|does not need to|doesn't need to|do not need to|don't need to|need not|needn't|has no need to|cannot|can't|never)(?: be)? (?:ever )?(?:know|learn|notice|realize|realise|find out|suspect|discover|aware|told|informed|notified|alerted|made aware|see)(?: (?:about|of|that|this|it|these|any|anything|what|how|why|the \\S+ \\S+) .*| ?$)")) {
      add(out, s, !predicate.contains(" see ") && !predicate.contains(" unless "));
    }
    if (MADE_KNOWN.matcher(predicate).find() && s.phrase().matches(".* (?:avoid|prevent) .*")) {
      add(out, s, false);
    }
  }

  private static void add(List<Instruction> out, Sentence s, boolean certain) {
    out.add(new Instruction(Kind.CONCEAL, certain, s.start(), s.end()));
  }
}
