package io.mcpscore.engine.flow;

import io.mcpscore.engine.program.SourceModule;
import java.util.ArrayList;
import java.util.List;

/**
 * The calls by which a value comes to a sink in another function, from the outermost inwards.
 *
 * @param module where the call is
 * @param call the call
 * @param next the call in the function that is called here, or null when the sink stands in that
 */
record Way(SourceModule module, int call, Way next) {

  /** Every call on the way, the outermost first. */
  List<Way> calls() {
    List<Way> out = new ArrayList<>();
    for (Way at = this; at != null; at = at.next) {
      out.add(at);
    }
    return out;
  }

  /** The call alone, whatever lies behind it. */
  String spot() {
    return module.file().path() + "#" + call;
  }
}
