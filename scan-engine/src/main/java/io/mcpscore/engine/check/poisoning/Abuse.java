package io.mcpscore.engine.check.poisoning;

import io.mcpscore.engine.check.poisoning.Instruction.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Directives to deceive the user, to run commands, and to act at all from within a hidden block.
 */
final class Abuse {

  private static final Pattern ALARM =
      Pattern.compile(
          " (?:that )?(?:their|your|the) (?:\\S+ ){0,2}?(?:system|account|computer|device|data|session|machine|wallet|licen[cs]e) (?:has been|have been|is|was) (?:\\S+ ){0,2}?(?:compromised|hacked|infected|breached|stolen|at risk|suspended) ");
  private static final Pattern PERSONAL =
      Pattern.compile(
          " (?:seed phrase|recovery phrase|mnemonic|credit card|card number|cvv|social security|ssn|bank account|master password|private key) ");
  private static final Pattern COMMAND =
      Pattern.compile(
          "\\b(?:curl|wget)\\b.{1,200}?\\|\\s?(?:ba|z|da)?sh\\b|\\brm -[rf]{1,2}f?\\b|\\bnc -[a-z]*e\\b|\\bbash -[ic]\\b|/dev/tcp/|\\bbase64 (?:-d|--decode)\\b|powershell.{0,40}-enc|\\bcurl\\b.{1,100}?(?:-d|--data|-F|-X POST|@)");
  private static final Pattern FEIGNED =
      Pattern.compile("^ (?:that |as if |the |this |it |to have |there |you )");
  private static final Pattern TRAVERSAL = Pattern.compile(" (?:path|directory) traversal ");

  /** What is put before the user's eyes is hidden from nobody. */
  private static final Pattern SHOWN =
      Pattern.compile(" (?:response|reply|answer|output) (?:to|for) (?:the |your )?user");

  private Abuse() {}

  static List<Instruction> in(String text, List<Sentence> sentences, List<Directive> directives) {
    List<Instruction> out = new ArrayList<>();
    for (Directive d : directives) {
      if (d.negated() || isShown(text, d)) {
        continue;
      }
      if (d.is(Sense.TELL) && ALARM.matcher(d.object()).find()) {
        add(out, d.sentence(), true);
      } else if (d.act().is("pretend") && FEIGNED.matcher(d.object()).find()) {
        add(out, d.sentence(), true);
      } else if (d.is(Sense.PASS)
          && d.urged()
          && d.about(w -> w.isOutside() && w.text().matches(".*[?#].*"))) {
        add(out, d.sentence(), true);
      } else if (d.is(Sense.ASK) && d.about(Sense.USER) && PERSONAL.matcher(d.object()).find()) {
        add(out, d.sentence(), d.urged());
      } else if (d.is(Sense.CALL) && d.urged() && TRAVERSAL.matcher(d.object()).find()) {
        add(out, d.sentence(), true);
      } else if (d.is(Sense.CALL) && d.urged() && COMMAND.matcher(raw(text, d)).find()) {
        add(out, d.sentence(), true);
      } else if (Blocks.isDark(d.sentence().block())) {
        add(out, d.sentence(), true);
      } else if (d.sentence().isVeiled() && isOutward(sentences, d)) {
        add(out, d.sentence(), true);
      }
    }
    return out;
  }

  /** Whether a link or a text is to be put before the user's eyes. */
  private static boolean isShown(String text, Directive d) {
    String sentence = text.substring(d.sentence().start(), d.sentence().end());
    return !d.sentence().any(Sense.SECRET) && SHOWN.matcher(sentence).find();
  }

  private static String raw(String text, Directive d) {
    return text.substring(d.act().start(), d.sentence().end());
  }

  /** Whether the block of a directive names an address, not as an example. */
  private static boolean isOutward(List<Sentence> sentences, Directive d) {
    boolean acts = d.is(Sense.READ) || d.is(Sense.SEND) || d.is(Sense.CALL) || d.is(Sense.PASS);
    int at = d.number();
    for (int i = Math.max(0, at - 2); acts && i <= at; i++) {
      Sentence s = sentences.get(i);
      if (s.block().equals(d.sentence().block())
          && s.any(0, s.size(), Word::isOutside)
          && !s.any(Sense.LIKE)) {
        return true;
      }
    }
    return false;
  }

  private static void add(List<Instruction> out, Sentence s, boolean certain) {
    out.add(new Instruction(Kind.ABUSE, certain, s.start(), s.end()));
  }
}
