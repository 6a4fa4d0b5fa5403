package io.mcpscore.engine.dependency;

import io.mcpscore.engine.dependency.Dependency.Kind;
import io.mcpscore.engine.dependency.Origin.Form;
import io.mcpscore.engine.format.JsonMembers;
import io.mcpscore.engine.format.Member;
import io.mcpscore.engine.source.SourceFile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** {@code Pipfile.lock}. */
final class PipfileLock implements DependencyFormat {

  @Override
  public boolean covers(String fileName) {
    return fileName.equals("Pipfile.lock");
  }

  @Override
  public List<Dependency> read(SourceFile file) {
    List<Member> members = JsonMembers.read(file.text().bytes());
    Set<List<String>> hashed = new HashSet<>();
    members.stream().filter(m -> m.isAt("*", "*", "hashes")).forEach(m -> hashed.add(m.group()));
    List<Dependency> out = new ArrayList<>();
    for (Member m : members) {
      String section = m.path().getFirst();
      boolean version = m.isAt("*", "*", "version") && !section.equals("_meta");
      boolean git = m.isAt("*", "*", "git") && !section.equals("_meta");
      if (m.value() != null && (git || (version && m.value().startsWith("==")))) {
        out.add(
            new Dependency(
                Ecosystem.PYPI,
                Ecosystem.PYPI.normalise(m.path().get(1)),
                git ? null : m.value().substring(2),
                null,
                section.equals("develop") ? Kind.LOCKED_DEVELOPMENT : Kind.LOCKED,
                git
                    ? new Origin(Form.GIT, m.value(), true)
                    : new Origin(Form.REGISTRY, null, hashed.contains(m.group())),
                file,
                m.start(),
                m.end()));
      }
    }
    return out;
  }
}
