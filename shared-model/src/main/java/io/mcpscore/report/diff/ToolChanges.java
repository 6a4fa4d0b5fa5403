package io.mcpscore.report.diff;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mcpscore.model.Effect;
import io.mcpscore.model.Tool;
import java.util.ArrayList;
import java.util.List;

/**
 * Tools, told apart by server and name.
 *
 * @param appeared in the later scan alone
 * @param vanished in the earlier scan alone
 * @param changed in both, and not the same
 */
public record ToolChanges(List<Tool> appeared, List<Tool> vanished, List<Changed> changed) {

  /**
   * A tool that is not what it was.
   *
   * @param name its name
   * @param server directory of the package that offers it
   * @param file where it is registered now
   * @param effectsGained what its code can do now and could not then
   * @param effectsLost the reverse
   * @param changes member by member
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Changed(
      String name,
      String server,
      String file,
      List<Effect> effectsGained,
      List<Effect> effectsLost,
      List<MemberChange> changes) {}

  static Matches<Tool> match(List<Tool> before, List<Tool> after) {
    record Offer(String server, String name) {}
    return Matches.of(before, after, tool -> new Offer(tool.server(), tool.name()), Tool::name);
  }

  static ToolChanges of(Matches<Tool> matches) {
    return new ToolChanges(
        matches.appeared(),
        matches.vanished(),
        matches.pairs().stream()
            .map(ToolChanges::changed)
            .filter(changed -> !changed.changes().isEmpty())
            .toList());
  }

  static Changed changed(Matches.Pair<Tool> pair) {
    Tool before = pair.before();
    Tool after = pair.after();
    List<MemberChange> changes = new ArrayList<>();
    MemberChange.add(changes, "title", before.title(), after.title());
    MemberChange.add(changes, "description", before.description(), after.description());
    MemberChange.add(changes, "inputSchema", before.inputSchema(), after.inputSchema());
    MemberChange.add(changes, "annotations", before.annotations(), after.annotations());
    MemberChange.add(changes, "effects", before.effects(), after.effects());
    MemberChange.add(changes, "risk", before.risk(), after.risk());
    MemberChange.add(changes, "poisoning", before.poisoning(), after.poisoning());
    MemberChange.add(
        changes, "annotationMismatch", before.annotationMismatch(), after.annotationMismatch());
    return new Changed(
        after.name(),
        after.server(),
        after.file(),
        without(after.effects(), before.effects()),
        without(before.effects(), after.effects()),
        changes);
  }

  private static List<Effect> without(List<Effect> effects, List<Effect> others) {
    return effects.stream().filter(e -> e != Effect.NONE && !others.contains(e)).toList();
  }
}
