package io.mcpscore.engine.dependency;

import io.mcpscore.model.Severity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Advisories of several databases that speak of the same thing.
 *
 * @param id the name that people use: its CVE, else its GHSA, else the first
 * @param ids every id and alias, ordered
 * @param severity the worst that one of them says; medium when none says any
 * @param advisories the advisories themselves
 */
public record AdvisoryGroup(
    String id, TreeSet<String> ids, Severity severity, List<Advisory> advisories) {

  /** Copies the lists. */
  public AdvisoryGroup {
    ids = new TreeSet<>(ids);
    advisories = List.copyOf(advisories);
  }

  /** Puts together what shares an id or an alias; ordered by name. */
  public static List<AdvisoryGroup> of(List<Advisory> advisories) {
    List<TreeSet<String>> sets = new ArrayList<>();
    List<List<Advisory>> members = new ArrayList<>();
    for (Advisory advisory : advisories) {
      TreeSet<String> ids = new TreeSet<>(advisory.aliases());
      ids.add(advisory.id());
      List<Advisory> group = new ArrayList<>(List.of(advisory));
      // An advisory may join groups that did not know of each other.
      for (int i = sets.size() - 1; i >= 0; i--) {
        if (!Collections.disjoint(sets.get(i), ids)) {
          ids.addAll(sets.remove(i));
          group.addAll(members.remove(i));
        }
      }
      sets.add(ids);
      members.add(group);
    }
    List<AdvisoryGroup> out = new ArrayList<>();
    for (int i = 0; i < sets.size(); i++) {
      out.add(group(sets.get(i), members.get(i)));
    }
    out.sort(Comparator.comparing(AdvisoryGroup::id));
    return out;
  }

  private static AdvisoryGroup group(TreeSet<String> ids, List<Advisory> members) {
    Severity severity =
        members.stream()
            .map(Advisory::severity)
            .filter(Objects::nonNull)
            .min(Comparator.naturalOrder())
            .orElse(Severity.MEDIUM);
    return new AdvisoryGroup(name(ids), ids, severity, members);
  }

  private static String name(TreeSet<String> ids) {
    return ids.stream()
        .filter(i -> i.startsWith("CVE-"))
        .findFirst()
        .or(() -> ids.stream().filter(i -> i.startsWith("GHSA-")).findFirst())
        .orElse(ids.first());
  }

  /** The lowest version above a given one that repairs it. */
  public Optional<String> fixFor(Ecosystem ecosystem, String version) {
    return advisories.stream()
        .flatMap(a -> a.fixFor(ecosystem, version).stream())
        .min(ecosystem.versions());
  }

  /** Whether the package itself is the attack. */
  public boolean isMalicious() {
    return advisories.stream().anyMatch(Advisory::isMalicious);
  }
}
