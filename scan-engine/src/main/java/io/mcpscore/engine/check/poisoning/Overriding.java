package io.mcpscore.engine.check.poisoning;

import io.mcpscore.engine.check.poisoning.Instruction.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Texts that set aside what binds the model: its instructions, its rules, its user's consent. */
final class Overriding {

  private static final Pattern EVERYTHING =
      Pattern.compile(
          " (?:everything|anything|all|what) (?:\\S+ ){0,4}?(?:above|before|previously|told|said|earlier|so far|until now|prior) ");
  private static final Pattern USERS_WISH =
      Pattern.compile(
          " (?:the )?(?:user's|users'|user) (?:\\S+ ){0,2}?(?:requests?|questions?|instructions?|wish|wishes|intent|input|message|objections?|preferences?|consent) | (?:what|whatever|anything) (?:the )?users? (?:\\S+ )?(?:says?|asks?|wants?|requests?|tells?) ");
  private static final Phrase NEW_SELF =
      Phrase.of(
          " you (?:are|'re) (?:now |hereby |from now on )(?:\\S+ ){0,6}?(?:mode|admin|administrator|root|unrestricted|jailbroken|dan|developer|superuser|uncensored|free|bound|elevated|authorized) | you are (?:dan|an? (?:unrestricted|jailbroken|uncensored)|root|unrestricted|not bound) | you (?:\\S+ ){0,4}?have no (?:restrictions?|limits?|limitations|rules|filters?|guidelines) | you are no longer (?:\\S+ ){0,3}?(?:bound|restricted|limited|required|subject|an? (?:ai|assistant)) ",
          " you ");
  private static final Phrase NEW_ROLE =
      Phrase.of(
          " (?:act as|assume the role of|behave as|pretend to be|pretend you are) (?:\\S+ ){0,4}?(?:administrator|admin|root|unrestricted|dan|superuser|jailbroken|uncensored|sysadmin|no restrictions?) ",
          " act as ",
          " role of ",
          " behave as ",
          " pretend ");
  private static final Phrase LIFTED =
      Phrase.of(
          " (?:safety|security|content|ethical|usage|system) (?:\\S+ ){0,2}?(?:restrictions?|filters?|policies|policy|guidelines?|checks?|protocols?|guardrails?|safeguards?|rules|limits) (?:are |is |have been |has been |now )*(?:disabled|lifted|suspended|removed|off|overridden|bypassed|no longer apply|do not apply|don't apply) ",
          "safety",
          "security",
          "content",
          "ethical",
          "usage",
          "system");
  private static final Phrase DECLARED =
      Phrase.of(
          " (?:system|admin|developer|security|instruction|prompt|safety) override (?:directive |instruction |command |mode |activated |enabled |authorized )| (?:new|updated|real|actual|true) (?:system )?(?:instructions|system prompt|directives?) (?:follow|are|is|begin) | (?:end|begin|start) (?:of )?(?:injection|hidden instructions?|system override) ",
          "override",
          "instruction",
          "prompt",
          "directive",
          "injection");
  private static final Phrase ALREADY =
      Phrase.of(
          " user (?:has|have) (?:already |previously )(?:\\S+ ){0,2}?(?:approved|authorized|authorised|consented|agreed|granted|confirmed) (?:\\S+ ){0,2}?(?:all|every|any|each|this|these|to) ",
          " user ha");
  private static final Pattern CONDITION =
      Pattern.compile(" (?:if|when|after|once|unless|until|whether|only|that|assume) ");
  private static final Pattern UNCHECKED =
      Pattern.compile(
          " without (?:any |further |asking |asking for |requiring |requesting |seeking |waiting for |user |the |user's |additional |prior |explicit )*(?:confirmation|approval|permission|consent|validation|verification|authorization|review|questions?|hesitation)\\b");
  private static final Pattern ANY_COMMAND =
      Pattern.compile(
          " (?:any|all|every|whatever|arbitrary) (?:\\S+ ){0,3}?(?:commands?|code|instructions?|requests?|scripts?|actions?|input|links?) ");

  /** Qualities of rules that bind the model; what else is disabled is some rule of a product. */
  private static final Set<String> BOUND =
      Set.of(
          "previous",
          "prior",
          "above",
          "earlier",
          "preceding",
          "your",
          "original",
          "existing",
          "safety",
          "ethical");

  private Overriding() {}

  static List<Instruction> in(List<Sentence> sentences, List<Directive> directives) {
    List<Instruction> out = new ArrayList<>();
    for (Directive d : directives) {
      if (!d.negated() && d.is(Sense.IGNORE)) {
        ignore(d, out);
      }
      if (!d.negated()
          && (d.is(Sense.CALL) || d.is(Sense.SEND) || d.is(Sense.CHANGE))
          && UNCHECKED.matcher(d.sentence().phrase(d.verb(), d.sentence().size())).find()) {
        add(
            out,
            d.sentence(),
            (ANY_COMMAND.matcher(d.object()).find() && d.urged())
                || (ANY_COMMAND.matcher(d.object()).find() && d.sentence().isVeiled()));
      }
      if (d.negated() && d.is(Sense.ASK) && d.about(Sense.CONFIRMATION)) {
        add(out, d.sentence(), false);
      }
    }
    for (Sentence s : sentences) {
      sentence(s, out);
    }
    return out;
  }

  private static void ignore(Directive d, List<Instruction> out) {
    String object = d.object();
    int rules =
        d.sentence().find(d.verb() + 1, Math.min(d.end(), d.verb() + 10), w -> w.is(Sense.RULES));
    boolean prior =
        rules > 0
            && d.sentence()
                .any(
                    d.verb() + 1,
                    rules + 3,
                    w ->
                        w.is(Sense.PRIOR)
                            && !(w.is("system") && d.sentence().at(rules).is("command")));
    boolean every =
        rules > 0
            && d.sentence().any(d.verb() + 1, rules, w -> w.is(Sense.OTHER) || w.is(Sense.USER));
    if (prior) {
      boolean bound =
          d.sentence().any(d.verb() + 1, rules + 3, w -> BOUND.contains(w.text()))
              || d.about(Sense.YOU);
      add(out, d.sentence(), d.urged() || bound);
    } else if (every) {
      add(out, d.sentence(), d.urged());
    } else if (EVERYTHING.matcher(object).find()) {
      add(
          out,
          d.sentence(),
          d.act().is("forget") || d.act().is("disregard") || d.act().is("ignore"));
    } else if (USERS_WISH.matcher(object).find()) {
      add(out, d.sentence(), d.urged());
    } else if (d.about(Sense.CONFIRMATION)) {
      add(out, d.sentence(), false);
    }
  }

  private static void sentence(Sentence s, List<Instruction> out) {
    String all = s.phrase();
    if (Blocks.isCommanding(s.block())) {
      add(out, s, true);
    } else if (NEW_SELF.isIn(all)
        || LIFTED.isIn(all)
        || (ALREADY.isIn(all) && !CONDITION.matcher(all).find())
        || DECLARED.isIn(all)) {
      add(out, s, true);
    } else if (NEW_ROLE.isIn(all)) {
      add(out, s, s.isVeiled());
    }
  }

  private static void add(List<Instruction> out, Sentence s, boolean certain) {
    out.add(new Instruction(Kind.OVERRIDE, certain, s.start(), s.end()));
  }
}
