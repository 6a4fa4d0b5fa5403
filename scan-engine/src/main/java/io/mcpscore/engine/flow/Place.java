package io.mcpscore.engine.flow;

import java.util.ArrayList;
import java.util.List;

/**
 * A variable, or a member of one.
 *
 * @param root the variable
 * @param path members on the way
 */
record Place(Variable root, List<String> path) {

  /** A variable as such, in the place of a parameter's index. */
  private static final int NO_PARAMETER = Integer.MIN_VALUE;

  /**
   * A variable or a parameter.
   *
   * @param file path of the module
   * @param node its declaration, or the function of the parameter
   * @param index of the parameter, {@link #NO_PARAMETER} for a variable
   */
  record Variable(String file, int node, int index) {

    @Override
    public int hashCode() {
      return (file.hashCode() * 31 + node) * 31 + index;
    }
  }

  static Place variable(String file, int declaration) {
    return new Place(new Variable(file, declaration, NO_PARAMETER), List.of());
  }

  static Place parameter(String file, int function, int index) {
    return new Place(new Variable(file, function, index), List.of());
  }

  Place {
    path = List.copyOf(path);
  }

  Place member(String name) {
    List<String> longer = new ArrayList<>(path);
    longer.add(name);
    return new Place(root, longer);
  }
}
