package io.mcpscore.engine.dependency;

import io.mcpscore.model.Severity;
import java.util.List;
import java.util.Optional;

/**
 * What one advisory says about one package.
 *
 * @param id its id in the database that it comes from
 * @param aliases ids of the same thing elsewhere
 * @param summary one line, or the empty text
 * @param severity how bad it is, or null when it does not say
 * @param versions exact versions that are affected
 * @param ranges ranges that are affected
 * @param uses names in the code without which the hole is out of reach; empty when that is unknown
 */
public record Advisory(
    String id,
    List<String> aliases,
    String summary,
    Severity severity,
    List<String> versions,
    List<Range> ranges,
    List<String> uses) {

  private static final String MALICIOUS = "MAL-";

  /** Copies the lists. */
  public Advisory {
    aliases = List.copyOf(aliases);
    versions = List.copyOf(versions);
    ranges = List.copyOf(ranges);
    uses = List.copyOf(uses);
  }

  /**
   * From a version, to a version.
   *
   * @param introduced first affected version, {@code 0} for all
   * @param fixed first version that is no longer affected, or null
   * @param lastAffected last affected version, or null
   */
  public record Range(String introduced, String fixed, String lastAffected) {}

  /** Whether the package itself is the attack, not a mistake in it. */
  public boolean isMalicious() {
    return id.startsWith(MALICIOUS);
  }

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

  /**
   * Whether every version from one on is affected.
   *
   * @param below the first version that does not count, or null for all that follow
   */
  public boolean affectsAll(Ecosystem ecosystem, String lowest, String below) {
    var order = ecosystem.versions();
    return ranges.stream()
        .anyMatch(
            r ->
                (r.introduced().equals("0") || order.compare(lowest, r.introduced()) >= 0)
                    && isBelow(ecosystem, below, r.fixed())
                    && isBelow(ecosystem, below, r.lastAffected()));
  }

  private static boolean isBelow(Ecosystem ecosystem, String version, String end) {
    return end == null || (version != null && ecosystem.versions().compare(version, end) <= 0);
  }

  /** The lowest version above a given one that repairs it. */
  public Optional<String> fixFor(Ecosystem ecosystem, String version) {
    return ranges.stream()
        .map(Range::fixed)
        .filter(f -> f != null && ecosystem.versions().compare(f, version) > 0)
        .min(ecosystem.versions());
  }
}
