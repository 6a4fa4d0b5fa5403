package io.mcpscore.cli;

import java.util.ArrayList;
import java.util.List;

/** Rows of cells, aligned to the left. */
public final class Columns {

  private static final String GAP = "  ";

  private final String indent;
  private final List<String[]> rows = new ArrayList<>();

  /**
   * No rows yet.
   *
   * @param indent put before every row
   */
  public Columns(String indent) {
    this.indent = indent;
  }

  /** Adds a row; all rows have the same number of cells. */
  public void row(String... cells) {
    rows.add(cells);
  }

  /** The rows, each ending in a line feed and none in white space. */
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder();
    for (String[] row : rows) {
      StringBuilder line = new StringBuilder(indent);
      for (int i = 0; i < row.length; i++) {
        line.append(row[i]).append(" ".repeat(width(i) - row[i].length())).append(GAP);
      }
      out.append(line.toString().stripTrailing()).append('\n');
    }
    return out.toString();
  }

  private int width(int column) {
    return rows.stream().mapToInt(row -> row[column].length()).max().orElse(0);
  }
}
