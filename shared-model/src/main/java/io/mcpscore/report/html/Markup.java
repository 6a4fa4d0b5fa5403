package io.mcpscore.report.html;

import io.mcpscore.report.SafeText;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * HTML that is written element by element. Names of elements and attributes are the program's own;
 * every text and every value of an attribute is escaped here, so no caller can forget it.
 */
final class Markup {

  private final StringBuilder out = new StringBuilder();
  private final Deque<String> open = new ArrayDeque<>();

  /** Opens an element; attributes are names and values in turn. */
  Markup open(String element, String... attributes) {
    start(element, attributes);
    open.push(element);
    return this;
  }

  /** Closes the innermost element. */
  Markup close() {
    out.append("</").append(open.pop()).append(">");
    return this;
  }

  /** Closes the innermost element and ends the line. */
  Markup end() {
    close();
    out.append('\n');
    return this;
  }

  /** An element without content. */
  Markup empty(String element, String... attributes) {
    start(element, attributes);
    return this;
  }

  /** An element with text. */
  Markup element(String element, String text, String... attributes) {
    return open(element, attributes).text(text).close();
  }

  /** Text with its line breaks, which count within {@code pre} alone. */
  Markup text(String text) {
    out.append(escape(SafeText.lines(text)));
    return this;
  }

  /** Text in which backticks stand around code. */
  Markup codeMarked(String text) {
    String[] parts = text.split("`", -1);
    for (int i = 0; i < parts.length; i++) {
      if (i % 2 == 1 && i < parts.length - 1) {
        element("code", parts[i]);
      } else {
        text(parts[i]);
      }
    }
    return this;
  }

  /** Text of the program's own that is markup already. */
  Markup own(String markup) {
    out.append(markup);
    return this;
  }

  @Override
  public String toString() {
    return out.toString();
  }

  private void start(String element, String... attributes) {
    out.append('<').append(element);
    for (int i = 0; i < attributes.length; i += 2) {
      out.append(' ').append(attributes[i]).append("=\"");
      out.append(escape(SafeText.line(attributes[i + 1]))).append('"');
    }
    out.append('>');
  }

  private static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '"' -> escaped.append("&quot;");
        case '\'' -> escaped.append("&#39;");
        default -> escaped.append(c);
      }
    }
    return escaped.toString();
  }
}
