package io.mcpscore.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * A package that a manifest or lock file names.
 *
 * @param ecosystem {@code npm} or {@code pypi}
 * @param name normalised name
 * @param version exact version, or null where no file fixes one
 * @param requirement what the manifest asks for when no file fixes a version, or null
 * @param origin {@code git}, {@code archive} or {@code directory} for what comes from no registry,
 *     else null
 * @param direct whether a manifest asks for it, rather than another package
 * @param development whether it never runs with the server
 * @param file manifest or lock file that names it
 * @param line 1-based line there
 * @param advisories known vulnerabilities of the version
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Component(
    String ecosystem,
    String name,
    String version,
    String requirement,
    String origin,
    boolean direct,
    boolean development,
    String file,
    int line,
    List<KnownVulnerability> advisories) {

  /** Copies the list. */
  public Component {
    advisories = Copies.of(advisories);
  }
}
