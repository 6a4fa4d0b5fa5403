package io.mcpscore.report;

import io.mcpscore.model.CompleteScan;
import io.mcpscore.model.RepositoryAddress;
import java.util.Optional;

/** Pages of the git host that show a line of the very commit that was scanned. */
public final class SourceLinks {

  private static final String GITHUB = "https://github.com/";

  private final String base;

  /** Links into the repository of a scan; there are none for other hosts and for local trees. */
  public SourceLinks(CompleteScan scan) {
    boolean known = scan.url().startsWith(GITHUB) && scan.commit() != null;
    this.base = known ? scan.url() + "/blob/" + scan.commit() + "/" : null;
  }

  /** The page of a line; nothing of the path can leave the repository. */
  public Optional<String> of(String file, int line) {
    return base == null || !RepositoryAddress.isPath(file)
        ? Optional.empty()
        : Optional.of(base + UriPath.encode(file) + "#L" + Math.max(1, line));
  }
}
