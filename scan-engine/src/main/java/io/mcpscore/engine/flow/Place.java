package io.mcpscore.engine.flow;

import java.util.ArrayList;
import java.util.List;

/**
 * A variable, or a member of one.
 *
 * @param root the variable
 * @param path members on the way
 */
record Place(String root, List<String> path) {

  Place {
    path = List.copyOf(path);
  }

  Place member(String name) {
    List<String> longer = new ArrayList<>(path);
    longer.add(name);
    return new Place(root, longer);
  }
}
