package io.mcpscore.engine.check.filesystem;

import io.mcpscore.engine.check.Check;
import java.util.List;

/** Paths, archives and dangerous file operations. */
public final class FilesystemChecks {

  private FilesystemChecks() {}

  /** In the order of the documentation. */
  public static List<Check> all() {
    return List.of(
        new FsSensitivePathCheck(),
        new FsPathTraversalCheck(),
        new FsPrefixContainmentCheck(),
        new FsSymlinkFollowCheck(),
        new FsArchiveExtractionCheck(),
        new FsDownloadTargetCheck(),
        new FsRecursiveDeleteCheck(),
        new FsPermissiveModeCheck(),
        new FsAutostartWriteCheck(),
        new FsPredictableTempCheck());
  }
}
