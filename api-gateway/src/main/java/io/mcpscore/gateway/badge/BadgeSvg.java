package io.mcpscore.gateway.badge;

import java.util.Map;

/** A badge as a picture that needs nothing from anywhere else. */
final class BadgeSvg {

  private static final int PADDING = 12;

  /** By name; dark enough for white text. */
  private static final Map<String, String> COLORS =
      Map.of(
          "brightgreen", "#22863a",
          "green", "#4f7a00",
          "yellow", "#8a6500",
          "orange", "#b04a00",
          "red", "#b3261e",
          "lightgrey", "#6a6a6a");

  private BadgeSvg() {}

  static String render(Badge badge) {
    int left = width(Badge.LABEL);
    int right = width(badge.message());
    String label = escape(Badge.LABEL);
    String message = escape(badge.message());
    return """
    <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="20" role="img" \
    aria-label="%5$s: %6$s"><title>%5$s: %6$s</title>\
    <clipPath id="r"><rect width="%1$d" height="20" rx="3"/></clipPath>\
    <g clip-path="url(#r)"><rect width="%2$d" height="20" fill="#444"/>\
    <rect x="%2$d" width="%3$d" height="20" fill="%4$s"/></g>\
    <g fill="#fff" font-family="Verdana,Geneva,DejaVu Sans,sans-serif" font-size="11" \
    text-anchor="middle"><text x="%7$d" y="14" textLength="%9$d">%5$s</text>\
    <text x="%8$d" y="14" textLength="%10$d">%6$s</text></g></svg>
    """
        .formatted(
            left + right,
            left,
            right,
            COLORS.get(badge.color()),
            label,
            message,
            left / 2,
            left + right / 2,
            left - PADDING,
            right - PADDING);
  }

  /** The text is fitted into this, so an estimate will do. */
  private static int width(String text) {
    double width = text.chars().mapToDouble(c -> c == ' ' || c == 'i' || c == '·' ? 4 : 7).sum();
    return (int) Math.ceil(width) + PADDING;
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
