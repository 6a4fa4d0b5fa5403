package io.mcpscore.engine.check.config;

import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.format.Member;
import io.mcpscore.engine.format.YamlMembers;
import io.mcpscore.engine.source.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A GitHub workflow.
 *
 * @param file where it is
 * @param triggers names of the events that start it
 * @param members all of its values
 */
record Workflow(SourceFile file, Set<String> triggers, List<Member> members) {

  private static final Pattern FILE = Pattern.compile("(?:.*/)?\\.github/workflows/[^/]+\\.ya?ml");

  /** All workflows of a repository. */
  static List<Workflow> of(CheckContext context) {
    List<Workflow> out = new ArrayList<>();
    for (SourceFile file : context.files()) {
      if (file.role().deducts() && FILE.matcher(file.path()).matches()) {
        List<Member> members = YamlMembers.read(file.text());
        out.add(new Workflow(file, triggers(members), members));
      }
    }
    return out;
  }

  private static Set<String> triggers(List<Member> members) {
    Set<String> out = new TreeSet<>();
    for (Member m : members) {
      if (m.isAt("on") && m.value() != null) {
        out.add(m.value());
      } else if (m.isAt("on", "*")) {
        out.add(m.isItem() && m.value() != null ? m.value() : m.name());
      }
    }
    return out;
  }
}
