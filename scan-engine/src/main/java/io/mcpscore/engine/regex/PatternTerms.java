package io.mcpscore.engine.regex;

import io.mcpscore.engine.regex.Cursor.UnreadableException;
import io.mcpscore.engine.regex.Part.Ahead;
import io.mcpscore.engine.regex.Part.Anchor;
import io.mcpscore.engine.regex.Part.Chars;
import io.mcpscore.engine.regex.Part.Choice;
import io.mcpscore.engine.regex.Part.Repeat;
import io.mcpscore.engine.regex.Part.Sequence;
import io.mcpscore.engine.regex.TextPattern.Extent;
import java.util.List;
import java.util.function.Predicate;

/**
 * Turns a pattern into the set of texts in which it matches. Texts stand between two marks, which
 * are what anchors match; every part is made with what follows it, since that is what looks ahead
 * are about. A start is read where a pattern or an alternative begins, and nowhere else.
 */
final class PatternTerms {

  /** Counts up to this are exact. */
  private static final int MOST_COUNTED = 32;

  private final Terms terms;

  /** Whether a larger set will do, as long as no look ahead turns it into a smaller one. */
  private boolean larger;

  PatternTerms(Terms terms, boolean larger) {
    this.terms = terms;
    this.larger = larger;
  }

  /** All texts, between their marks. */
  static Term marked(Terms terms) {
    Term inner = terms.many(terms.chars(CharSet.ALL));
    return terms.then(
        mark(terms, CharSet.TEXT_START), terms.then(inner, mark(terms, CharSet.TEXT_END)));
  }

  /** The texts in which a pattern matches, between their marks. */
  Term of(Part pattern, Extent extent) {
    Term start = terms.any(mark(terms, CharSet.TEXT_START), terms.empty);
    Term end = terms.any(mark(terms, CharSet.TEXT_END), terms.empty);
    Term matching =
        switch (extent) {
          case ANYWHERE -> terms.then(terms.all, then(pattern, terms.all));
          case FROM_START -> terms.then(start, then(pattern, terms.all));
          case WHOLE -> terms.then(start, then(pattern, end));
        };
    return terms.all(marked(terms), matching);
  }

  private static Term mark(Terms terms, char mark) {
    return terms.chars(CharSet.range(mark, mark));
  }

  /** Texts that begin with a match of a part, and go on as told. */
  private Term then(Part part, Term rest) {
    return switch (part) {
      case Chars(CharSet set) -> terms.then(terms.chars(set), rest);
      case Anchor(char mark) when mark == CharSet.TEXT_START -> terms.then(mark(terms, mark), rest);
      case Anchor(char mark) -> terms.all(terms.then(mark(terms, mark), terms.all), rest);
      case Sequence(List<Part> parts) -> {
        Term all = rest;
        for (int i = parts.size() - 1; i >= 0; i--) {
          if (i > 0 && has(parts.get(i), PatternTerms::isStart)) {
            throw new UnreadableException();
          }
          all = then(parts.get(i), all);
        }
        yield all;
      }
      case Choice(List<Part> parts) ->
          terms.any(parts.stream().map(p -> then(p, rest)).toArray(Term[]::new));
      case Ahead(Part inner, boolean matches) -> ahead(inner, matches, rest);
      case Repeat repeat -> repeat(repeat, rest);
    };
  }

  private Term ahead(Part inner, boolean matches, Term rest) {
    if (has(inner, PatternTerms::isStart)) {
      throw new UnreadableException();
    }
    boolean before = larger;
    larger &= matches;
    Term next = then(inner, terms.all);
    larger = before;
    return terms.all(matches ? next : terms.not(next), rest);
  }

  private Term repeat(Repeat repeat, Term rest) {
    Part part = repeat.part();
    if (repeat.least() == 0 && repeat.most() == 1) {
      return terms.any(then(part, rest), rest);
    }
    if (has(part, p -> p instanceof Anchor || p instanceof Ahead)) {
      throw new UnreadableException();
    }
    Term one = then(part, terms.empty);
    int least = counted(repeat.least());
    boolean endless = repeat.most() == Part.ANY_NUMBER || repeat.most() > MOST_COUNTED;
    if (endless && repeat.most() != Part.ANY_NUMBER && !larger) {
      throw new UnreadableException();
    }
    Term more = endless ? terms.many(one) : terms.empty;
    for (int i = least; !endless && i < repeat.most(); i++) {
      more = terms.any(terms.then(one, more), terms.empty);
    }
    Term all = terms.then(more, rest);
    for (int i = 0; i < least; i++) {
      all = terms.then(one, all);
    }
    return all;
  }

  private int counted(int least) {
    if (least > MOST_COUNTED && !larger) {
      throw new UnreadableException();
    }
    return Math.min(least, MOST_COUNTED);
  }

  private static boolean isStart(Part part) {
    return part instanceof Anchor(char mark) && mark == CharSet.TEXT_START;
  }

  /** Whether a part, or one inside of it, is of a kind. */
  private static boolean has(Part part, Predicate<Part> kind) {
    return kind.test(part)
        || switch (part) {
          case Chars ignored -> false;
          case Anchor ignored -> false;
          case Ahead(Part inner, boolean ignored) -> has(inner, kind);
          case Sequence(List<Part> parts) -> parts.stream().anyMatch(p -> has(p, kind));
          case Choice(List<Part> parts) -> parts.stream().anyMatch(p -> has(p, kind));
          case Repeat repeat -> has(repeat.part(), kind);
        };
  }
}
