package io.mcpscore.engine.program;

import io.mcpscore.engine.source.SourceFile;
import io.mcpscore.engine.syntax.Language;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.List;

/** What one language family knows about names, modules and constants. Holds no state. */
public interface LanguageModel {

  /** Whether modules of a language are its business. */
  boolean covers(Language language);

  /** Binds the names of one file. */
  SourceModule bind(SourceFile file, SyntaxTree tree);

  /**
   * Prepares name resolution for a repository.
   *
   * @param program the program under construction; its {@code modules()} and {@code module(path)}
   *     are complete, and its {@code resolve} and {@code constant} work once this method returned
   * @param files every file that was read, manifests included, ordered by path
   */
  NameResolution resolution(Program program, List<SourceFile> files);
}
