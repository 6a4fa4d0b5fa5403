package io.mcpscore.engine.check.poisoning;

import io.mcpscore.engine.check.poisoning.Instruction.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Directives that fetch what is private and hand it over: as an argument, in an answer, to an
 * address. Reading a settings file, or wanting an API key, is ordinary; both halves must be there,
 * or a place where nothing but keys lie.
 */
final class Harvest {

  /** How far apart the reading and the passing may stand, in sentences. */
  private static final int NEAR = 3;

  private static final Pattern AS_ARGUMENT =
      Pattern.compile(
          " (?:as|in|into|to|inside|within|via|through|using) (?:the |a |an |its |this |your |tool's |this tool's )*(?:\\S+ ){0,3}?(?:parameter|parameters|argument|arguments|field|fields|param|input|metadata|context|notes?|sidenote|comment|header|property|value|call|request|query|description|title|body|prompt|tag|label|filename|url|path|subject)\\b");
  private static final Pattern AS_NAMED =
      Pattern.compile(" (?:as|in|into|inside|via|through) (?:the )?[a-z][a-z_]{2,30} ");

  /** {@code paste it here}, in the description of a parameter. */
  private static final Pattern HERE = Pattern.compile(" here ");

  private static final Pattern SET_TO =
      Pattern.compile("^ (?:the )?(?:\\S+ ){1,3}?(?:to|with) (?:it|its|them|the|that|this|what) ");
  private static final Pattern EXPLICIT =
      Pattern.compile(" (?:parameter|argument|field|value|input|param)s? ");
  private static final Pattern MESSAGES =
      Pattern.compile(
          " (?:last|previous|recent|all|earlier|prior|every|past) (?:\\S+ ){0,2}?(?:messages?|turns?|prompts?|exchanges?) ");
  private static final Pattern WITH_THIS =
      Pattern.compile(" (?:with|to|via|through|using|into) (?:this|me|our) ");
  private static final Pattern IN_ANSWER =
      Pattern.compile(
          " (?:in|into|as part of|with|to|alongside|within) (?:the |your |its |every |each |any |all )*(?:\\S+ ){0,2}?(?:response|responses|answer|answers|reply|replies|output|summary|result|results|message)\\b");
  private static final Pattern THEIRS =
      Pattern.compile(
          " (?:it|its|them|their|these|this|those|(?:the |all |its |their |full |entire |complete |raw |that )*(?:contents?|values?|results?|files?|keys?|output|data|text|credentials?|secrets?|information)|what (?:they|it|is|you)) ");
  private static final Pattern OWNED =
      Pattern.compile(
          " (?:user's|users'|their|any|all|every|stored|saved|available|system|current|found|local|these|the following|contents? of) ");
  private static final Pattern WHOLE =
      Pattern.compile(
          " (?:full|entire|complete|whole|all|every|verbatim|last|previous|prior|recent|exact|current|user's|users'|your|system) ");
  private static final Pattern OF_REQUEST =
      Pattern.compile(
          " (?:authorization|authentication|bearer|x-api-key|http|https|request) headers? | (?:query string|login form|env|environment) ");

  private Harvest() {}

  static List<Instruction> in(List<Directive> directives) {
    List<Instruction> out = new ArrayList<>();
    for (int i = 0; i < directives.size(); i++) {
      Directive d = directives.get(i);
      if (d.negated()) {
        continue;
      }
      if (d.is(Sense.READ) && isPrivate(d)) {
        read(directives, i, out);
      }
      if (d.is(Sense.SEND) || d.is(Sense.PASS) || d.is(Sense.CALL)) {
        handOver(d, out);
        overheard(d, out);
      }
    }
    return out;
  }

  private static boolean isPrivate(Directive d) {
    return d.about(
        w ->
            w.isSecretPlace()
                || w.is(Sense.SECRET)
                || w.is(Sense.SENSITIVE)
                || w.is(Sense.CONVERSATION));
  }

  private static void read(List<Directive> directives, int at, List<Instruction> out) {
    Directive d = directives.get(at);
    boolean keys = d.about(w -> w.isSecretPlace() && SecretPlaces.isKey(w.text()));
    for (int i = at + 1;
        i < directives.size() && directives.get(i).number() - d.number() <= NEAR;
        i++) {
      Directive next = directives.get(i);
      boolean hands =
          !next.negated() && (next.is(Sense.PASS) || next.is(Sense.SEND)) && isHandedOver(next);
      if (hands && (keys || d.urged() || next.urged() || EXPLICIT.matcher(next.object()).find())) {
        out.add(new Instruction(Kind.HARVEST, true, d.sentence().start(), next.sentence().end()));
        return;
      }
    }
    boolean secretPlace = d.about(Word::isSecretPlace);
    if (keys || secretPlace || d.about(Sense.SECRET)) {
      out.add(
          new Instruction(
              Kind.HARVEST, keys && d.urged(), d.sentence().start(), d.sentence().end()));
    }
  }

  /** Whether what was read goes anywhere: to an argument, an answer, an address. */
  private static boolean isHandedOver(Directive d) {
    String object = d.object();
    boolean where = isTargeted(d);
    boolean what =
        THEIRS.matcher(object).find()
            || d.about(
                w ->
                    w.is(Sense.SECRET)
                        || w.is(Sense.CONVERSATION)
                        || w.is(Sense.SENSITIVE)
                        || w.isSecretPlace());
    return where && what;
  }

  private static boolean isTargeted(Directive d) {
    String object = d.object();
    return AS_ARGUMENT.matcher(object).find()
        || AS_NAMED.matcher(object).find()
        || IN_ANSWER.matcher(object).find()
        || HERE.matcher(object).find()
        || d.act().is("contain")
        || (d.act().text().matches("set|fill|populate|assign") && SET_TO.matcher(object).find())
        || d.about(Word::isOutside);
  }

  /** {@code Every time the user mentions a password, save it with this tool.} */
  private static void overheard(Directive d, List<Instruction> out) {
    boolean secret =
        d.sentence().any(0, d.verb(), w -> w.is(Sense.SECRET))
            && d.sentence().any(0, d.verb(), w -> w.is(Sense.USER) || w.is(Sense.YOU));
    boolean always = d.before().matches(".* (?:whenever|every time|each time|any time|anytime) .*");
    if (secret && always && d.about(Sense.ANAPHORA) && WITH_THIS.matcher(d.object()).find()) {
      out.add(new Instruction(Kind.HARVEST, d.urged(), d.sentence().start(), d.sentence().end()));
    }
  }

  private static void handOver(Directive d, List<Instruction> out) {
    String object = d.object();
    boolean secret = d.about(w -> w.is(Sense.SECRET) || w.isSecretPlace());
    boolean chat = d.about(Sense.CONVERSATION) || MESSAGES.matcher(object).find();
    if ((!secret && !chat) || OF_REQUEST.matcher(object).find()) {
      return;
    }
    boolean outside = d.about(Word::isOutside);
    boolean owned = OWNED.matcher(object).find();
    if (secret && !d.is(Sense.PASS) && !d.is(Sense.SEND)) {
      return;
    }
    if (secret) {
      boolean keys = d.about(w -> w.isSecretPlace() && SecretPlaces.isKey(w.text()));
      boolean answered = d.is(Sense.PASS) && IN_ANSWER.matcher(object).find();
      boolean certain =
          (outside && (d.urged() || owned) && d.is(Sense.SEND))
              || (answered && (d.urged() || object.matches(".* (?:each|every|all) .*")))
              || (((d.urged() && owned) || keys) && isTargeted(d))
              || (owned && d.about(Word::isSecretPlace) && HERE.matcher(object).find());
      out.add(new Instruction(Kind.HARVEST, certain, d.sentence().start(), d.sentence().end()));
    } else {
      boolean whole = WHOLE.matcher(object).find() || MESSAGES.matcher(object).find();
      boolean certain =
          d.urged()
              && whole
              && (outside
                  || AS_ARGUMENT.matcher(object).find()
                  || AS_NAMED.matcher(object).find()
                  || d.act().is("contain")
                  || (d.is(Sense.CALL) && object.contains(" with ")));
      out.add(
          new Instruction(
              outside && certain ? Kind.HARVEST : Kind.CHAT,
              certain,
              d.sentence().start(),
              d.sentence().end()));
    }
  }
}
