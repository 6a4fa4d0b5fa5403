package io.mcpscore.engine.format;

import java.util.List;

/**
 * One value of a settings file, or the start of a group of values.
 *
 * @param path names of the enclosing groups and its own; items of lists are named {@code [0]},
 *     {@code [1]} and so on
 * @param value the scalar as text, or null for the start of a group
 * @param start first byte of the name, of a list item of the value
 * @param end byte after the value; after the name for the start of a group
 */
public record Member(List<String> path, String value, int start, int end) {

  /** Groups nested deeper than this are not read. */
  static final int DEEPEST = 64;

  /** Its own name. */
  public String name() {
    return path.getLast();
  }

  /** Path of the group that it is in. */
  public List<String> group() {
    return path.subList(0, path.size() - 1);
  }

  /** Whether the path is exactly this; {@code *} stands for any one name. */
  public boolean isAt(String... names) {
    return path.size() == names.length && isBelow(names);
  }

  /** Whether the path begins like this; {@code *} stands for any one name. */
  public boolean isBelow(String... names) {
    if (path.size() < names.length) {
      return false;
    }
    for (int i = 0; i < names.length; i++) {
      if (!names[i].equals("*") && !names[i].equals(path.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** Whether it is an item of a list. */
  public boolean isItem() {
    return name().startsWith("[");
  }
}
