package io.mcpscore.engine.program;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * The part of {@link Program} that differs by language, for one repository. Must end on cyclic
 * definitions and imports.
 */
public interface NameResolution {

  /** As {@link Program#resolve}, for modules of this language alone. */
  Optional<Target> resolve(SourceModule module, int expression);

  /** As {@link Program#given}, for modules of this language alone. */
  default Optional<Target.Defined> given(SourceModule module, int name) {
    return resolve(module, name)
        .filter(Target.Defined.class::isInstance)
        .map(Target.Defined.class::cast);
  }

  /** As {@link Program#constant}, for modules of this language alone. */
  JsonNode constant(SourceModule module, int expression);
}
