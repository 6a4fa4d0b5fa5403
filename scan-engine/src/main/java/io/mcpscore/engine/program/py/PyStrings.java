package io.mcpscore.engine.program.py;

import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;

/** Decodes string literals of every prefix. */
public final class PyStrings {

  private PyStrings() {}

  /**
   * Text of a {@code string} or {@code concatenated_string}.
   *
   * @param interpolated text of an {@code interpolation} node, or null when there is none
   * @return empty when an interpolation has no text
   */
  public static Optional<String> decode(
      SyntaxTree tree, int node, IntFunction<String> interpolated) {
    StringBuilder out = new StringBuilder();
    List<Integer> parts =
        tree.is(node, "concatenated_string")
            ? tree.namedChildren(node).boxed().toList()
            : List.of(node);
    for (int part : parts) {
      if (!appendString(tree, part, interpolated, out)) {
        return Optional.empty();
      }
    }
    return Optional.of(out.toString());
  }

  /** Text of a string without interpolations. */
  public static Optional<String> decode(SyntaxTree tree, int node) {
    return decode(tree, node, n -> null);
  }

  private static boolean appendString(
      SyntaxTree tree, int string, IntFunction<String> interpolated, StringBuilder out) {
    boolean raw = false;
    for (int child = tree.firstChild(string);
        child != SyntaxTree.NONE;
        child = tree.nextSibling(child)) {
      switch (tree.kind(child)) {
        case "string_start" -> raw = tree.text(child).toLowerCase(Locale.ROOT).contains("r");
        case "string_content" -> appendContent(tree, child, raw, out);
        case "interpolation" -> {
          String text = interpolated.apply(child);
          if (text == null) {
            return false;
          }
          out.append(text);
        }
        default -> {}
      }
    }
    return true;
  }

  private static void appendContent(SyntaxTree tree, int node, boolean raw, StringBuilder out) {
    int at = tree.start(node);
    List<Integer> escapes = new ArrayList<>();
    for (int c = tree.firstChild(node); c != SyntaxTree.NONE; c = tree.nextSibling(c)) {
      escapes.add(c);
    }
    for (int escape : escapes) {
      out.append(tree.source().slice(at, tree.start(escape)));
      String text = tree.text(escape);
      if (tree.is(escape, "escape_interpolation")) {
        out.append(text, 0, 1);
      } else {
        out.append(raw ? text : unescape(text));
      }
      at = tree.end(escape);
    }
    out.append(tree.source().slice(at, tree.end(node)));
  }

  /** Unknown escapes keep their backslash, as Python does. */
  private static String unescape(String escape) {
    char kind = escape.length() > 1 ? escape.charAt(1) : '\\';
    return switch (kind) {
      case '\n', '\r' -> "";
      case 'n' -> "\n";
      case 't' -> "\t";
      case 'r' -> "\r";
      case 'a' -> "\u0007";
      case 'b' -> "\b";
      case 'f' -> "\f";
      case 'v' -> "\u000b";
      case '\\', '\'', '"' -> String.valueOf(kind);
      case 'x', 'u', 'U' -> codePoint(escape, escape.substring(2), 16);
      case '0', '1', '2', '3', '4', '5', '6', '7' -> codePoint(escape, escape.substring(1), 8);
      default -> escape;
    };
  }

  private static String codePoint(String escape, String digits, int radix) {
    try {
      int value = Integer.parseInt(digits, radix);
      return Character.isValidCodePoint(value) ? Character.toString(value) : escape;
    } catch (NumberFormatException e) {
      return escape;
    }
  }

  /** What {@code inspect.cleandoc} makes of a docstring. */
  public static String cleandoc(String doc) {
    List<String> lines = new ArrayList<>(List.of(doc.replace("\t", "        ").split("\n", -1)));
    int margin =
        lines.stream()
            .skip(1)
            .filter(l -> !l.isBlank())
            .mapToInt(PyStrings::indent)
            .min()
            .orElse(0);
    lines.set(0, lines.get(0).stripLeading());
    for (int i = 1; i < lines.size(); i++) {
      String line = lines.get(i);
      lines.set(i, line.substring(Math.min(margin, line.length())));
    }
    while (!lines.isEmpty() && lines.getLast().isBlank()) {
      lines.removeLast();
    }
    while (!lines.isEmpty() && lines.getFirst().isBlank()) {
      lines.removeFirst();
    }
    return String.join("\n", lines);
  }

  /** What {@code textwrap.dedent} makes of a text. */
  static String dedent(String text) {
    String[] lines = text.split("\n", -1);
    int margin = Integer.MAX_VALUE;
    for (String line : lines) {
      if (!line.isBlank()) {
        margin = Math.min(margin, indent(line));
      }
    }
    for (int i = 0; i < lines.length; i++) {
      lines[i] = lines[i].isBlank() ? "" : lines[i].substring(margin);
    }
    return String.join("\n", lines);
  }

  private static int indent(String line) {
    return line.length() - line.stripLeading().length();
  }
}
