package io.mcpscore.engine.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.mcpscore.engine.program.Program;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A text taken apart: what is written in the program, and what is filled in. Names are followed to
 * the values that they are given, so that a text that is built step by step is seen as one.
 *
 * @param parts in the order of the text
 */
public record ComposedText(List<Part> parts) {

  /** Copies the list. */
  public ComposedText {
    parts = List.copyOf(parts);
  }

  /**
   * A literal or a gap.
   *
   * @param text the literal, or null for a gap
   * @param node the expression that fills a gap, or the literal
   */
  public record Part(String text, int node) {

    /** Whether an expression is filled in here. */
    public boolean isGap() {
      return text == null;
    }
  }

  /** The parts of an expression; one gap when it is no composition. */
  public static ComposedText of(Program program, SourceModule module, int expression) {
    return new ComposedText(new TextParts(program, module).of(expression));
  }

  /** The parts of the text between two nodes of a template or of a whole expression. */
  static boolean isText(JsonNode constant) {
    return constant.isTextual() || constant.isNumber() || constant.isBoolean();
  }

  /** Whether literals stand beside gaps. */
  public boolean isMixed() {
    return hasGaps() && parts.stream().anyMatch(p -> !p.isGap() && !p.text().isBlank());
  }

  /** Whether anything is filled in. */
  public boolean hasGaps() {
    return parts.stream().anyMatch(Part::isGap);
  }

  /** Whether the first thing that is not blank is a gap. */
  public boolean startsWithGap() {
    return parts.stream()
        .filter(p -> p.isGap() || !p.text().isBlank())
        .findFirst()
        .filter(Part::isGap)
        .isPresent();
  }

  /** The expressions that are filled in. */
  public List<Integer> gaps() {
    return parts.stream().filter(Part::isGap).map(Part::node).toList();
  }

  /** The literals, with {@code \u0001} for each gap. */
  public String skeleton() {
    return parts.stream().map(p -> p.isGap() ? "\u0001" : p.text()).collect(Collectors.joining());
  }

  /** The literals before a gap, with {@code \u0001} for each earlier gap. */
  public String before(Part gap) {
    return parts.stream()
        .takeWhile(p -> !p.equals(gap))
        .map(p -> p.isGap() ? "\u0001" : p.text())
        .collect(Collectors.joining());
  }

  /** What a single gap is filled with, or {@code NONE} for compositions and literals. */
  public int whole() {
    return parts.size() == 1 && parts.getFirst().isGap()
        ? parts.getFirst().node()
        : SyntaxTree.NONE;
  }
}
