package io.mcpscore.report.html;

import io.mcpscore.model.Grade;
import java.util.Locale;

/** A score as a ring, with words for those who cannot see it. */
final class Dial {

  private static final int RADIUS = 52;
  private static final double ROUND = 2 * Math.PI * RADIUS;

  private Dial() {}

  static void write(Markup out, String name, int score, Grade grade) {
    String filled = String.format(Locale.ROOT, "%.1f %.1f", ROUND * score / 100, ROUND);
    out.open("figure", "class", "dial");
    out.open(
        "svg",
        "viewBox",
        "0 0 120 120",
        "role",
        "img",
        "aria-label",
        name + " " + score + " of 100, grade " + grade);
    out.open("circle", "class", "track", "cx", "60", "cy", "60", "r", "" + RADIUS).close();
    if (score > 0) {
      out.open(
              "circle",
              "class",
              "arc " + grade,
              "cx",
              "60",
              "cy",
              "60",
              "r",
              "" + RADIUS,
              "stroke-dasharray",
              filled,
              "transform",
              "rotate(-90 60 60)")
          .close();
    }
    out.element(
        "text",
        String.valueOf(score),
        "class",
        "number",
        "x",
        "60",
        "y",
        "66",
        "text-anchor",
        "middle");
    out.element(
        "text", grade.name(), "class", "letter", "x", "60", "y", "86", "text-anchor", "middle");
    out.close().element("figcaption", name).end();
  }
}
