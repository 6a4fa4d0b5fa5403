package io.mcpscore.engine.source;

import io.mcpscore.engine.syntax.Language;
import io.mcpscore.model.FileRole;

/**
 * A file that is read.
 *
 * @param path in the repository
 * @param role what it is for
 * @param language language of its syntax tree, or null for a file that is read as text alone
 * @param text its bytes
 */
public record SourceFile(String path, FileRole role, Language language, SourceText text) {

  /** Directory of the file with a trailing slash, or the empty text at the root. */
  public String directory() {
    return path.substring(0, path.lastIndexOf('/') + 1);
  }
}
