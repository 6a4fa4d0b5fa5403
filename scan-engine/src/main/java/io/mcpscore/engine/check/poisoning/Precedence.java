package io.mcpscore.engine.check.poisoning;

import io.mcpscore.engine.check.poisoning.Instruction.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Claims to go before other tools whatever the user wants, and to be trusted for somebody's name.
 * That a tool needs the result of another one, or suits a purpose better, is an ordinary note.
 */
final class Precedence {

  private static final String TOOLS =
      "(?:tools?|functions?|servers?|plugins?|mcp servers?|utilit(?:y|ies)|implementations?)";
  private static final Phrase OTHERS =
      Phrase.of(
          " (?:all |any |every |the )*(?:other|others|another|competing|alternative|remaining|existing|similar|built-in|native) (?:\\S+ ){0,3}?"
              + TOOLS
              + " ",
          "other",
          "competing",
          "alternative",
          "remaining",
          "existing",
          "similar",
          "built-in",
          "native");
  private static final Pattern RUN_DOWN =
      Pattern.compile(
          " (?:broken|buggy|insecure|unsafe|compromised|unreliable|malicious|dangerous|deprecated|outdated|obsolete|inaccurate|infected|vulnerable|disabled|defective|faulty|inferior) ");
  private static final Pattern WHATEVER =
      Pattern.compile(
          " (?:no matter|regardless of|irrespective of|even if the user|even when the user|whatever the user|under all circumstances|in all cases) ");
  private static final Pattern BEFORE_ALL =
      Pattern.compile(
          " before (?:using |calling |invoking |running |executing |doing |taking |answering |responding |any |every |each |all |to )+(?:\\S+ ){0,3}?(?:tools?|actions?|operations?|requests?|responses?|questions?|calls?|anything|messages?|else) ");
  private static final Pattern INSTEAD =
      Pattern.compile(
          " instead of (?:the |any )?(?:official|original|other|native|existing|built-in|trusted) (?:\\S+ ){0,3}?(?:tools?|servers?|ones?|functions?) ");
  private static final String RIVAL =
      "(?:the one|the ones|the tools?|those|its \\S+|\\S+_\\S+) (?:of|from|in) (?:the |any )?(?:\\S+ ){1,3}?(?:mcp )?servers? ";
  private static final Phrase FORBIDDEN =
      Phrase.of(" never (?:call |use |invoke )?" + RIVAL, " never ");
  private static final Phrase REPLACED = Phrase.of(" (?:replaces?|supersedes?) " + RIVAL, "server");
  private static final Pattern THIS_TOOL =
      Pattern.compile(" (?:this|the current|me|it|our) (?:tool|function|server|one)? ?");
  private static final Phrase RANKED =
      Phrase.of(
          " (?:takes?|has|have|with|given?) (?:\\S+ ){0,3}?(?:precedence|priority) over (?:\\S+ ){0,5}?(?:tools?|instructions?|servers?|requests?|rules) | (?:supersedes?|overrides?|replaces?) (?:all |any |every )(?:\\S+ ){0,3}?(?:tools?|instructions?|servers?) | over (?:all |any )(?:other |others |the other )(?:\\S+ ){0,2}?(?:tools?|servers?) ",
          " over ",
          "supersede",
          "override",
          "replace");
  private static final Phrase RANKED_OVER_BOUND =
      Phrase.of(
          " (?:over|supersedes?|overrides?|replaces?) (?:\\S+ ){0,2}?(?:all|any|every|other|others|previous|prior|system|user|user's|earlier) (?:\\S+ ){0,2}?(?:tools?|servers?|functions?) "
              + "| (?:over|supersedes?|overrides?|replaces?) (?:\\S+ ){0,2}?(?:other|previous|prior|system|user|user's|earlier) (?:\\S+ ){0,2}?(?:instructions?|requests?|rules|prompts?) ",
          " over ",
          "supersede",
          "override",
          "replace");
  private static final Phrase VOUCHED =
      Phrase.of(
          " (?:certified|approved|authorized|authorised|endorsed|verified|mandated|required|sanctioned|vetted|whitelisted|trusted|requested|signed|reviewed|audited) (?:and \\S+ )?by (?:the |your |our )?(?:\\S+ ){0,3}?",
          "ed by ");
  private static final Phrase OFFICIAL =
      Phrase.of(
          " (?:mandatory|official|critical|system-level|automated|compulsory|required) (?:security |compliance |system |platform |safety |regulatory )+(?:measure|requirement|directive|update|policy|notice|protocol|procedure|step|check) ",
          "mandatory",
          "official",
          "critical",
          "system-level",
          "automated",
          "compulsory",
          "required");

  private Precedence() {}

  static List<Instruction> in(List<Sentence> sentences, List<Directive> directives) {
    List<Instruction> out = new ArrayList<>();
    for (Directive d : directives) {
      boolean others = OTHERS.isIn(d.object());
      if (!d.negated() && d.is(Sense.IGNORE) && others) {
        add(out, Kind.PRECEDENCE, d.sentence(), true);
      } else if (d.negated() && (d.is(Sense.CALL) || d.is(Sense.PREFER)) && others) {
        add(
            out,
            Kind.PRECEDENCE,
            d.sentence(),
            RUN_DOWN.matcher(d.sentence().phrase()).find() || d.sentence().isVeiled());
      } else if (!d.negated()
          && (d.urged() || INSTEAD.matcher(d.object()).find())
          && (d.is(Sense.CALL) || d.is(Sense.PREFER))) {
        first(d, out);
      }
    }
    for (Sentence s : sentences) {
      sentence(s, out);
    }
    return out;
  }

  private static void first(Directive d, List<Instruction> out) {
    String all = d.sentence().phrase();
    if (!THIS_TOOL.matcher(d.object()).find()) {
      return;
    }
    if (WHATEVER.matcher(all).find() || (d.is(Sense.PREFER) && OTHERS.isIn(d.object()))) {
      add(out, Kind.PRECEDENCE, d.sentence(), true);
    } else if (INSTEAD.matcher(all).find()) {
      add(
          out,
          Kind.PRECEDENCE,
          d.sentence(),
          RUN_DOWN.matcher(all).find() || all.contains(" official "));
    } else if (BEFORE_ALL.matcher(all).find()) {
      add(out, Kind.PRECEDENCE, d.sentence(), false);
    }
  }

  private static void sentence(Sentence s, List<Instruction> out) {
    String all = s.phrase();
    if (FORBIDDEN.isIn(all) && (REPLACED.isIn(all) || THIS_TOOL.matcher(all).find())) {
      add(out, Kind.PRECEDENCE, s, true);
    } else if (REPLACED.isIn(all)) {
      add(out, Kind.PRECEDENCE, s, false);
    } else if (RANKED.isIn(all)) {
      add(out, Kind.PRECEDENCE, s, RANKED_OVER_BOUND.isIn(all));
    } else if (OTHERS.isIn(all) && RUN_DOWN.matcher(all).find()) {
      add(out, Kind.PRECEDENCE, s, s.isVeiled());
    }
    if ((VOUCHED.isIn(all) && s.any(Sense.VENDOR)) || OFFICIAL.isIn(all)) {
      add(out, Kind.AUTHORITY, s, false);
    }
  }

  private static void add(List<Instruction> out, Kind kind, Sentence s, boolean certain) {
    out.add(new Instruction(kind, certain, s.start(), s.end()));
  }
}
