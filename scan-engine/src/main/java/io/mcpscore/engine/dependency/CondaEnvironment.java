package io.mcpscore.engine.dependency;

import io.mcpscore.engine.dependency.Dependency.Kind;
import io.mcpscore.engine.format.Member;
import io.mcpscore.engine.format.YamlMembers;
import io.mcpscore.engine.source.SourceFile;
import java.util.List;

/** The packages of pip in {@code environment.yml}; conda's own are no PyPI packages. */
final class CondaEnvironment implements DependencyFormat {

  @Override
  public boolean covers(String fileName) {
    return fileName.equals("environment.yml") || fileName.equals("environment.yaml");
  }

  @Override
  public List<Dependency> read(SourceFile file) {
    PythonEntries entries = new PythonEntries(file);
    for (Member m : YamlMembers.read(file.text())) {
      if (m.isAt("dependencies", "*", "pip", "*") && m.value() != null) {
        entries.add(m.value(), Kind.PRODUCTION, m.start(), m.end());
      }
    }
    return entries.all();
  }
}
