package io.mcpscore.report.diff;

import io.mcpscore.model.Prompt;
import java.util.ArrayList;
import java.util.List;

/**
 * Prompts, told apart by name.
 *
 * @param appeared in the later scan alone
 * @param vanished in the earlier scan alone
 * @param changed in both, and not the same
 */
public record PromptChanges(
    List<Prompt> appeared, List<Prompt> vanished, List<NamedChange> changed) {

  static PromptChanges of(List<Prompt> before, List<Prompt> after) {
    Matches<Prompt> matches = Matches.of(before, after, Prompt::name);
    return new PromptChanges(
        matches.appeared(),
        matches.vanished(),
        matches.pairs().stream()
            .map(PromptChanges::changed)
            .filter(changed -> !changed.changes().isEmpty())
            .toList());
  }

  private static NamedChange changed(Matches.Pair<Prompt> pair) {
    List<MemberChange> changes = new ArrayList<>();
    MemberChange.add(
        changes, "description", pair.before().description(), pair.after().description());
    return new NamedChange(pair.after().name(), pair.after().file(), changes);
  }
}
