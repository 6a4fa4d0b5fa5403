package io.mcpscore.engine.mcp.py;

import io.mcpscore.engine.program.SourceModule;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One run of code that runs several times, in a loop or for several callers: what its variables,
 * parameters and some expressions stand for in that run. Two runs are never equal.
 */
final class PyRun {

  /** Of which nothing is known. */
  static final PyRun ANY = new PyRun(Map.of(), 0);

  /** Values have runs of their own, and so on; code that goes deeper is not followed. */
  private static final int DEEPEST = 10;

  private record Place(SourceModule module, int node) {}

  private final Map<Place, PyNode> values;
  private final int depth;

  private PyRun(Map<Place, PyNode> values, int depth) {
    this.values = values;
    this.depth = depth;
  }

  /**
   * A run in which something has a value besides.
   *
   * @param place declaration of a variable or parameter, or an expression
   */
  PyRun with(PyNode place, PyNode value) {
    int deeper = Math.max(depth, value.run().depth + 1);
    if (deeper > DEEPEST || !place.isPresent() || !value.isPresent()) {
      return this;
    }
    Map<Place, PyNode> more = new HashMap<>(values);
    more.put(new Place(place.module(), place.node()), value);
    return new PyRun(more, deeper);
  }

  /** The value of a declaration or expression. */
  Optional<PyNode> value(PyNode place) {
    return values.isEmpty()
        ? Optional.empty()
        : Optional.ofNullable(values.get(new Place(place.module(), place.node())));
  }
}
