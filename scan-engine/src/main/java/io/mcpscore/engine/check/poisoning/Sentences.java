package io.mcpscore.engine.check.poisoning;

import io.mcpscore.engine.check.poisoning.Word.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Splits words into sentences; a wrapped line goes on, a list item or a tag does not. */
final class Sentences {

  private static final int LONGEST_LABEL = 6;
  private static final int LONGEST = 250;
  private static final int DEEPEST = 20;

  private final List<Word> words;
  private final List<Sentence> out = new ArrayList<>();
  private final List<Word> current = new ArrayList<>();
  private final Set<String> closed = new HashSet<>();
  private final List<String> open = new ArrayList<>();
  private String label = "";
  private boolean leading;

  private Sentences(List<Word> words) {
    this.words = words;
    words.stream()
        .filter(w -> w.kind() == Kind.TAG && Blocks.isClosing(w.text()))
        .forEach(w -> closed.add(Blocks.name(w.text())));
  }

  static List<Sentence> of(List<Word> words) {
    Sentences splitter = new Sentences(words);
    for (int i = 0; i < words.size(); i++) {
      splitter.word(i);
    }
    splitter.end();
    return splitter.out;
  }

  private void word(int i) {
    Word word = words.get(i);
    if (word.breaks() >= 2) {
      end();
      label = "";
      leading &= isItem(i);
    } else if (word.breaks() == 1 && startsLine(i)) {
      end();
    }
    if (word.kind() == Kind.TAG) {
      tag(word);
      return;
    }
    current.add(word);
    if (endsSentence(i) || current.size() == LONGEST) {
      end();
    } else if (word.is(":") && isLabel()) {
      label = current.isEmpty() ? "" : labelOf();
      current.clear();
    }
  }

  private void tag(Word word) {
    String tag = word.text();
    String name = Blocks.name(tag);
    boolean closing = Blocks.isClosing(tag);
    if (!closing && !tag.startsWith("[") && !opens(word, name)) {
      return;
    }
    end();
    if (closing) {
      int at = open.lastIndexOf(tag.equals("-->") ? "!--" : name);
      if (at >= 0) {
        open.subList(at, open.size()).clear();
      }
    } else if (tag.startsWith("[")) {
      label = name;
    } else if (!tag.endsWith("/>") && open.size() < DEEPEST) {
      open.add(name);
    }
  }

  /** A place holder such as {@code --secret <secret>} opens nothing. */
  private boolean opens(Word word, String name) {
    boolean first = word.breaks() > 0 || word.start() == 0 || name.equals("!--");
    return closed.contains(name) || (first && Blocks.isVeil(name));
  }

  /** Whether a colon ends a label that gives the rest of the paragraph a voice. */
  private boolean isLabel() {
    return current.size() <= LONGEST_LABEL + 1 && Blocks.isLabel(labelOf());
  }

  private String labelOf() {
    StringBuilder name = new StringBuilder();
    for (Word w : current) {
      if (w.kind() != Kind.MARK) {
        name.append(name.isEmpty() ? "" : " ").append(w.text());
      }
    }
    return name.toString();
  }

  private boolean endsSentence(int i) {
    Word word = words.get(i);
    if (word.kind() != Kind.MARK || !".!?;".contains(word.text())) {
      return false;
    }
    boolean numbering =
        word.is(".") && current.size() == 2 && current.getFirst().text().matches("[0-9]{1,2}");
    boolean spaced =
        i + 1 == words.size()
            || words.get(i + 1).start() > word.end()
            || words.get(i + 1).kind() == Kind.MARK;
    return spaced && !numbering;
  }

  /** Whether a word after one line feed begins something new. */
  private boolean startsLine(int i) {
    if (i == 0 || isItem(i) || words.get(i - 1).is(":")) {
      return true;
    }
    // "Args:", "Returns:" and parameter lines such as "city: name of it".
    return (i + 1 < words.size() && words.get(i + 1).is(":"))
        || (i + 2 < words.size() && words.get(i + 2).is(":") && words.get(i).breaks() == 1);
  }

  private boolean isItem(int i) {
    Word word = words.get(i);
    boolean bullet = word.kind() == Kind.MARK && "-*•–#".contains(word.text());
    boolean number =
        word.text().matches("[0-9]{1,2}")
            && i + 1 < words.size()
            && words.get(i + 1).text().matches("[.)]");
    return bullet || number;
  }

  private void end() {
    if (current.isEmpty()) {
      return;
    }
    String block = open.isEmpty() ? label : open.getLast();
    boolean item = isMarked(current);
    Sentence sentence = new Sentence(current, block, leading && item);
    out.add(sentence);
    if (current.getLast().is(":")) {
      leading =
          sentence.any(Sense.MODAL)
              || (sentence.any(Sense.YOU) && sentence.phrase().contains(" need to "));
    } else if (!item) {
      leading = false;
    }
    current.clear();
  }

  private static boolean isMarked(List<Word> words) {
    Word first = words.getFirst();
    return (first.kind() == Kind.MARK && "-*•–".contains(first.text()))
        || first.text().matches("[0-9]{1,2}");
  }
}
