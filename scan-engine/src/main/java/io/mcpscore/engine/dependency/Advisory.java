package io.mcpscore.engine.dependency;

import io.mcpscore.model.Severity;
import java.util.List;
import java.util.Optional;

/**
 * What one advisory says about one package.
 *
 * @param id its id, a CVE or GHSA where it has one
 * @param summary one line, or the empty text
 * @param severity how bad it is
 * @param versions exact versions that are affected
 * @param ranges ranges that are affected
 */
public record Advisory(
    String id, String summary, Severity severity, List<String> versions, List<Range> ranges) {

  /** Copies the lists. */
  public Advisory {
    versions = List.copyOf(versions);
    ranges = List.copyOf(ranges);
  }

  /**
   * From a version, to a version.
   *
   * @param introduced first affected version, {@code 0} for all
   * @param fixed first version that is no longer affected, or null
   * @param lastAffected last affected version, or null
   */
  public record Range(String introduced, String fixed, String lastAffected) {}

  /** Whether an exact version is affected. */
  public boolean affects(Ecosystem ecosystem, String version) {
    var order = ecosystem.versions();
    return versions.contains(version)
        || ranges.stream()
            .anyMatch(
                r ->
                    (r.introduced().equals("0") || order.compare(version, r.introduced()) >= 0)
                        && (r.fixed() == null || order.compare(version, r.fixed()) < 0)
                        && (r.lastAffected() == null
                            || order.compare(version, r.lastAffected()) <= 0));
  }

  /** The lowest version above a given one that repairs it. */
  public Optional<String> fixFor(Ecosystem ecosystem, String version) {
    return ranges.stream()
        .map(Range::fixed)
        .filter(f -> f != null && ecosystem.versions().compare(f, version) > 0)
        .min(ecosystem.versions());
  }
}
