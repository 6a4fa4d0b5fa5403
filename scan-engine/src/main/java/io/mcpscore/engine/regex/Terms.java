package io.mcpscore.engine.regex;

import io.mcpscore.engine.regex.Term.Kind;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The terms of one question about sets of texts, and their derivatives: what is left of a set once
 * its texts have begun with a character (Brzozowski, "Derivatives of Regular Expressions", 1964).
 * Derivatives know intersection and complement as well as they know repetition, and only those
 * states are made that texts of both sides reach.
 */
final class Terms {

  /** Terms after which a question is given up; those that patterns of real code need are few. */
  private static final int MOST = 1_000;

  /** How deep terms may be nested, which is how deep the recursion goes. */
  private static final int DEEPEST = 400;

  /** Derivatives of terms after which a question is given up: about ten milliseconds. */
  private static final int MOST_STEPS = 30_000;

  private record Key(Kind kind, CharSet chars, List<Term> parts) {}

  private final Map<Key, Term> terms = new HashMap<>();
  private final Set<CharSet> sets = new LinkedHashSet<>();
  private int steps;

  final Term none = term(Kind.ANY, null, List.of(), false);
  final Term empty = term(Kind.EMPTY, null, List.of(), true);
  final Term all = not(none);

  /** A question needs more terms than allowed. */
  static final class TooLargeException extends RuntimeException {

    private static final long serialVersionUID = 1;

    TooLargeException() {
      super(null, null, false, false);
    }
  }

  Term chars(CharSet chars) {
    sets.add(chars);
    return chars.isEmpty() ? none : term(Kind.CHARS, chars, List.of(), false);
  }

  Term then(Term first, Term second) {
    if (first.equals(none) || second.equals(none)) {
      return none;
    }
    if (first.equals(empty) || second.equals(empty)) {
      return first.equals(empty) ? second : first;
    }
    // Bracketed to the right, so that equal sets are equal terms more often.
    return first.kind() == Kind.THEN
        ? then(first.parts().get(0), then(first.parts().get(1), second))
        : term(Kind.THEN, null, List.of(first, second), first.nullable() && second.nullable());
  }

  Term many(Term part) {
    return part.equals(none) || part.equals(empty)
        ? empty
        : part.kind() == Kind.MANY ? part : term(Kind.MANY, null, List.of(part), true);
  }

  Term any(Term... parts) {
    return joined(Kind.ANY, List.of(parts), none, all);
  }

  Term all(Term... parts) {
    return joined(Kind.ALL, List.of(parts), all, none);
  }

  Term not(Term part) {
    return part.kind() == Kind.NOT
        ? part.parts().getFirst()
        : term(Kind.NOT, null, List.of(part), !part.nullable());
  }

  private Term joined(Kind kind, List<Term> parts, Term neutral, Term absorbing) {
    TreeMap<Integer, Term> kept = new TreeMap<>();
    Deque<Term> open = new ArrayDeque<>(parts);
    while (!open.isEmpty()) {
      Term part = open.pop();
      if (part.equals(absorbing)) {
        return absorbing;
      }
      if (part.kind() == kind && !part.equals(neutral)) {
        part.parts().forEach(open::push);
      } else if (!part.equals(neutral)) {
        kept.put(part.id(), part);
      }
    }
    if (kept.size() < 2) {
      return kept.isEmpty() ? neutral : kept.firstEntry().getValue();
    }
    List<Term> list = List.copyOf(kept.values());
    boolean nullable =
        kind == Kind.ANY
            ? list.stream().anyMatch(Term::nullable)
            : list.stream().allMatch(Term::nullable);
    return term(kind, null, list, nullable);
  }

  private Term term(Kind kind, CharSet chars, List<Term> parts, boolean nullable) {
    Key key = new Key(kind, chars, parts);
    Term known = terms.get(key);
    if (known == null) {
      int depth = 1 + parts.stream().mapToInt(Term::depth).max().orElse(0);
      if (terms.size() == MOST || depth > DEEPEST) {
        throw new TooLargeException();
      }
      known = new Term(kind, chars, parts, terms.size(), depth, nullable);
      terms.put(key, known);
    }
    return known;
  }

  /** Whether no text is in a set. */
  boolean isEmpty(Term start) {
    char[] alphabet = alphabet();
    Set<Term> seen = new HashSet<>(List.of(start));
    Deque<Term> open = new ArrayDeque<>(seen);
    while (!open.isEmpty()) {
      Term term = open.pop();
      if (term.nullable()) {
        return false;
      }
      Map<Term, Term> known = new HashMap<>();
      for (char c : alphabet) {
        known.clear();
        Term left = derivative(term, c, known);
        if (!left.equals(none) && seen.add(left)) {
          open.push(left);
        }
      }
    }
    return true;
  }

  /** One character for all those that no set tells apart. */
  private char[] alphabet() {
    if (sets.size() > Long.SIZE) {
      throw new TooLargeException();
    }
    BitSet changes = new BitSet();
    changes.set(0);
    sets.forEach(s -> s.mark(changes));
    Set<Long> known = new HashSet<>();
    StringBuilder alphabet = new StringBuilder();
    for (int c = changes.nextSetBit(0);
        c >= 0 && c <= Character.MAX_VALUE;
        c = changes.nextSetBit(c + 1)) {
      if (known.add(members(c))) {
        alphabet.append((char) c);
      }
    }
    return alphabet.toString().toCharArray();
  }

  /** In which sets a character is, a bit for each. */
  private long members(int c) {
    long in = 0;
    for (CharSet set : sets) {
      in = in << 1 | (set.has(c) ? 1 : 0);
    }
    return in;
  }

  private Term derivative(Term term, char c, Map<Term, Term> known) {
    Term left = known.get(term);
    if (left == null) {
      if (++steps > MOST_STEPS) {
        throw new TooLargeException();
      }
      left = derive(term, c, known);
      known.put(term, left);
    }
    return left;
  }

  private Term derive(Term term, char c, Map<Term, Term> known) {
    List<Term> parts = term.parts();
    return switch (term.kind()) {
      case EMPTY -> none;
      case CHARS -> term.chars().has(c) ? empty : none;
      case MANY -> then(derivative(parts.getFirst(), c, known), term);
      case NOT -> not(derivative(parts.getFirst(), c, known));
      case THEN -> {
        Term first = then(derivative(parts.get(0), c, known), parts.get(1));
        yield parts.get(0).nullable() ? any(first, derivative(parts.get(1), c, known)) : first;
      }
      case ANY -> any(derivatives(parts, c, known));
      case ALL -> all(derivatives(parts, c, known));
    };
  }

  private Term[] derivatives(List<Term> parts, char c, Map<Term, Term> known) {
    return parts.stream().map(p -> derivative(p, c, known)).toArray(Term[]::new);
  }
}
