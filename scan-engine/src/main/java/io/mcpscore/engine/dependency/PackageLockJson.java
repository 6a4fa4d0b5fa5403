package io.mcpscore.engine.dependency;

import io.mcpscore.engine.dependency.Dependency.Kind;
import io.mcpscore.engine.dependency.Origin.Form;
import io.mcpscore.engine.format.JsonMembers;
import io.mcpscore.engine.format.Member;
import io.mcpscore.engine.source.SourceFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code package-lock.json} and {@code npm-shrinkwrap.json} of lock file versions 1 to 3. */
final class PackageLockJson implements DependencyFormat {

  private static final String MODULES = "node_modules/";

  @Override
  public boolean covers(String fileName) {
    return fileName.equals("package-lock.json") || fileName.equals("npm-shrinkwrap.json");
  }

  @Override
  public List<Dependency> read(SourceFile file) {
    Map<List<String>, Map<String, Member>> entries = new LinkedHashMap<>();
    boolean flat = false;
    for (Member m : JsonMembers.read(file.text().bytes())) {
      flat |= m.isAt("packages");
      if (m.path().size() >= 3 && m.value() != null) {
        entries.computeIfAbsent(m.group(), g -> new HashMap<>()).putIfAbsent(m.name(), m);
      }
    }
    List<Dependency> out = new ArrayList<>();
    for (Map.Entry<List<String>, Map<String, Member>> entry : entries.entrySet()) {
      List<String> owner = entry.getKey();
      boolean isPackage =
          flat ? owner.size() == 2 && owner.getFirst().equals("packages") : isNested(owner);
      if (isPackage && entry.getValue().containsKey("version")) {
        add(file, owner.getLast(), flat, entry.getValue(), out);
      }
    }
    return out;
  }

  private static void add(
      SourceFile file,
      String key,
      boolean flat,
      Map<String, Member> members,
      List<Dependency> out) {
    Member version = members.get("version");
    int modules = key.lastIndexOf(MODULES);
    if ((flat && modules < 0) || isTrue(members, "link")) {
      return;
    }
    String name = flat ? key.substring(modules + MODULES.length()) : key;
    // An alias says which package it really is.
    name = members.containsKey("name") ? members.get("name").value() : name;
    String number = version.value();
    if (number.startsWith("npm:") && number.lastIndexOf('@') > 4) {
      name = number.substring(4, number.lastIndexOf('@'));
      number = number.substring(number.lastIndexOf('@') + 1);
    }
    boolean exact = SemVer.isExact(number);
    Origin origin = origin(members, exact ? "" : number);
    if (!exact && origin.form() == Form.REGISTRY) {
      return;
    }
    out.add(
        new Dependency(
            Ecosystem.NPM,
            name,
            exact ? number : null,
            null,
            isTrue(members, "dev") ? Kind.LOCKED_DEVELOPMENT : Kind.LOCKED,
            origin,
            file,
            version.start(),
            version.end()));
  }

  private static Origin origin(Map<String, Member> members, String otherwise) {
    boolean hashed =
        members.containsKey("integrity")
            || isTrue(members, "inBundle")
            || isTrue(members, "bundled");
    String resolved = members.containsKey("resolved") ? members.get("resolved").value() : otherwise;
    Origin origin = Origin.of(resolved);
    if (origin.form() == Form.GIT || origin.form() == Form.DIRECTORY) {
      return origin;
    }
    return new Origin(Form.REGISTRY, resolved.isEmpty() ? null : resolved, hashed);
  }

  private static boolean isTrue(Map<String, Member> members, String name) {
    return members.containsKey(name) && "true".equals(members.get(name).value());
  }

  /** Whether a path is {@code dependencies, name} once or several times over. */
  private static boolean isNested(List<String> owner) {
    for (int i = 0; i < owner.size(); i += 2) {
      if (!owner.get(i).equals("dependencies")) {
        return false;
      }
    }
    return owner.size() % 2 == 0;
  }
}
