package io.mcpscore.engine.check.http;

import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.http.BindSpot.Cause;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.model.FileRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Finds where a program listens on every interface, by a literal address, by leaving it out or by
 * what its image sets.
 */
public final class BindSpots {

  private BindSpots() {}

  /**
   * All of them, ordered by file and place, those of images last; tool settings such as those of
   * bundlers are left out.
   */
  public static List<BindSpot> of(CheckContext context) {
    List<BindSpot> out = new ArrayList<>();
    CallSites.modules(context)
        .filter(m -> m.file().role() != FileRole.CONFIG)
        .filter(m -> CallSites.mentions(m.file(), "0.0.0.0", "::", "listen", "serve", "HTTPServer"))
        .forEach(
            m -> {
              IntStream stated = new StatedHosts(m).spots().sorted().distinct();
              stated.forEach(n -> out.add(new BindSpot(m, n, Cause.STATED)));
              UnstatedHosts.in(context, m).forEach(n -> out.add(new BindSpot(m, n, Cause.LIBRARY)));
            });
    Set<SourceModule> known = out.stream().map(BindSpot::module).collect(Collectors.toSet());
    ImageHosts.in(context).stream().filter(s -> !known.contains(s.module())).forEach(out::add);
    return out;
  }
}
