package io.mcpscore.report.diff;

import io.mcpscore.model.Resource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Resources, told apart by name and URI.
 *
 * @param appeared in the later scan alone
 * @param vanished in the earlier scan alone
 * @param changed in both, and not the same
 */
public record ResourceChanges(
    List<Resource> appeared, List<Resource> vanished, List<NamedChange> changed) {

  static ResourceChanges of(List<Resource> before, List<Resource> after) {
    Matches<Resource> matches =
        Matches.of(before, after, r -> Arrays.asList(r.name(), r.uri()), ResourceChanges::label);
    return new ResourceChanges(
        matches.appeared(),
        matches.vanished(),
        matches.pairs().stream()
            .map(ResourceChanges::changed)
            .filter(changed -> !changed.changes().isEmpty())
            .toList());
  }

  private static NamedChange changed(Matches.Pair<Resource> pair) {
    List<MemberChange> changes = new ArrayList<>();
    MemberChange.add(changes, "uri", pair.before().uri(), pair.after().uri());
    MemberChange.add(
        changes, "description", pair.before().description(), pair.after().description());
    return new NamedChange(label(pair.after()), pair.after().file(), changes);
  }

  private static String label(Resource resource) {
    return resource.name() == null ? resource.uri() : resource.name();
  }
}
