package io.mcpscore.engine.dependency;

import io.mcpscore.engine.source.SourceFile;
import java.util.List;

/** One kind of manifest or lock file. */
interface DependencyFormat {

  /** Whether a file of this name (without directory) is of the kind. */
  boolean covers(String fileName);

  /** Reads a file; what is malformed is left out. */
  List<Dependency> read(SourceFile file);
}
