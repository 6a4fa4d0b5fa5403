package io.mcpscore.engine.check.auth;

import io.mcpscore.engine.format.Member;
import io.mcpscore.engine.format.YamlMembers;
import io.mcpscore.engine.source.SourceFile;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Rules that stand in the values of a chart and are used only when a switch beside them is on. */
final class OfferedRules {

  private OfferedRules() {}

  /**
   * Whether the group of values at a byte of a file, or one that holds it, has a switch that is
   * off: {@code enabled: false} in it, or {@code useX: false} beside {@code x}.
   */
  static boolean areOff(SourceFile file, int at) {
    if (!file.path().matches("(?:.*/)?values[^/]*\\.ya?ml")) {
      return false;
    }
    List<Member> members = YamlMembers.read(file.text());
    Optional<Member> rule =
        members.stream().filter(m -> m.start() >= at && m.value() != null).findFirst();
    if (rule.isEmpty()) {
      return false;
    }
    List<String> path = rule.get().path();
    return members.stream()
        .filter(m -> "false".equals(m.value()) && m.path().size() <= path.size())
        .anyMatch(m -> switches(m, path));
  }

  private static boolean switches(Member flag, List<String> path) {
    List<String> group = flag.group();
    if (!path.subList(0, group.size()).equals(group)) {
      return false;
    }
    String name = flag.name().toLowerCase(Locale.ROOT);
    String beside = path.get(group.size()).toLowerCase(Locale.ROOT);
    return name.equals("enabled")
        || name.equals("create")
        || (name.length() > beside.length() && name.endsWith(beside));
  }
}
