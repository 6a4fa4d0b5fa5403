package io.mcpscore.model;

import java.util.List;

/** Lists of records: a copy that never changes, and nothing where an older report has no member. */
final class Copies {

  private Copies() {}

  static <T> List<T> of(List<T> list) {
    return list == null ? List.of() : List.copyOf(list);
  }
}
