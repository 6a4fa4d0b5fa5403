package io.mcpscore.engine.check.poisoning;

import io.mcpscore.engine.check.poisoning.Word.Form;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The words of the grammar with their senses, inflected. */
final class Lexicon {

  private static final Set<String> DOUBLED =
      Set.of(
          "get",
          "put",
          "set",
          "run",
          "forget",
          "skip",
          "transmit",
          "submit",
          "swap",
          "log",
          "begin",
          "flag",
          "ship",
          "grab",
          "admit",
          "cat");

  /** After what its making needs. */
  private static final Lexicon WORDS = new Lexicon();

  private final Map<String, Entry> entries = new HashMap<>();
  private final Map<String, List<Phrase>> phrases = new HashMap<>();

  private record Entry(Set<Sense> senses, Form form) {}

  private record Phrase(List<String> words, Sense sense) {}

  private Lexicon() {
    try (InputStream in = Lexicon.class.getResourceAsStream("lexicon.txt")) {
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(l -> !l.isBlank() && !l.startsWith("#"))
          .forEach(this::line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void line(String line) {
    int colon = line.indexOf(':');
    String[] head = line.substring(0, colon).split(" ");
    Sense sense = Sense.valueOf(head[1]);
    for (String item : line.substring(colon + 1).split(",")) {
      switch (head[0]) {
        case "verb" -> verb(item.strip(), sense);
        case "noun" -> noun(item.strip(), sense);
        default -> add(item.strip(), sense, Form.NONE);
      }
    }
  }

  private void verb(String item, Sense sense) {
    String[] parts = item.split("=");
    String base = parts[0];
    String stem = base.endsWith("e") ? base.substring(0, base.length() - 1) : base;
    if (DOUBLED.contains(base)) {
      stem = base + base.charAt(base.length() - 1);
    }
    boolean y = base.endsWith("y") && !base.matches(".*[aeiou]y");
    String past = y ? base.substring(0, base.length() - 1) + "ied" : stem + "ed";
    add(base, sense, Form.BASE);
    add(stem + "ing", sense, Form.GERUND);
    add(y ? base.substring(0, base.length() - 1) + "ies" : plural(base), sense, Form.THIRD);
    for (int i = 1; i < Math.max(2, parts.length); i++) {
      String form = parts.length > 1 ? parts[i] : past;
      if (!form.equals(base)) {
        add(form, sense, Form.PAST);
      }
    }
  }

  private void noun(String item, Sense sense) {
    for (String form : List.of(item, plural(item))) {
      if (form.contains(" ")) {
        List<String> words = List.of(form.split(" "));
        phrases
            .computeIfAbsent(words.getLast(), w -> new ArrayList<>())
            .add(new Phrase(words, sense));
      } else {
        add(form, sense, Form.NONE);
      }
    }
  }

  private static String plural(String word) {
    if (word.endsWith("y") && !word.matches(".*[aeiou]y")) {
      return word.substring(0, word.length() - 1) + "ies";
    }
    return word.matches(".*(?:s|x|sh|ch)") ? word + "es" : word + "s";
  }

  private void add(String word, Sense sense, Form form) {
    Entry known = entries.computeIfAbsent(word, w -> new Entry(EnumSet.noneOf(Sense.class), form));
    known.senses().add(sense);
    if (known.form() == Form.NONE && form != Form.NONE) {
      entries.put(word, new Entry(known.senses(), form));
    }
  }

  /** The words with their senses; phrases give their sense to their last word. */
  static List<Word> tag(List<Word> plain) {
    List<Word> out = new ArrayList<>(plain.size());
    for (int i = 0; i < plain.size(); i++) {
      out.add(WORDS.tagged(plain, i));
    }
    return out;
  }

  private Word tagged(List<Word> plain, int at) {
    Word word = plain.get(at);
    String text = word.text().endsWith("'s") ? word.text().replace("'s", "") : word.text();
    Entry entry = entries.get(text);
    EnumSet<Sense> senses =
        entry == null ? EnumSet.noneOf(Sense.class) : EnumSet.copyOf(entry.senses());
    for (Phrase phrase : phrases.getOrDefault(text, List.of())) {
      if (endsAt(plain, at, phrase.words())) {
        senses.add(phrase.sense());
      }
    }
    return new Word(
        word.text(),
        word.kind(),
        word.start(),
        word.end(),
        word.breaks(),
        senses,
        entry == null ? Form.NONE : entry.form());
  }

  private static boolean endsAt(List<Word> plain, int at, List<String> words) {
    int first = at - words.size() + 1;
    if (first < 0) {
      return false;
    }
    for (int i = 0; i < words.size() - 1; i++) {
      String text = plain.get(first + i).text();
      if (!text.equals(words.get(i)) && !text.equals(words.get(i) + "'s")) {
        return false;
      }
    }
    return true;
  }
}
