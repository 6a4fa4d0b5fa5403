package io.mcpscore.engine.dependency;

import io.mcpscore.engine.dependency.Dependency.Kind;
import io.mcpscore.engine.dependency.Origin.Form;
import io.mcpscore.engine.format.Member;
import io.mcpscore.engine.format.YamlMembers;
import io.mcpscore.engine.source.SourceFile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code pnpm-lock.yaml} of lock file versions 5 to 9. */
final class PnpmLock implements DependencyFormat {

  private static final Pattern KEY =
      Pattern.compile(
          "/?((?:@[a-z0-9._~-]{1,100}/)?[A-Za-z0-9._~-]{1,100})[@/]([0-9][0-9A-Za-z.+-]{0,60})(?:[(_].*)?");
  private static final Pattern RESOLUTION = Pattern.compile(".*\\btarball: ?'?([^,}' ]+).*");

  @Override
  public boolean covers(String fileName) {
    return fileName.equals("pnpm-lock.yaml");
  }

  @Override
  public List<Dependency> read(SourceFile file) {
    List<Member> members = YamlMembers.read(file.text());
    Map<String, List<Member>> packages = new LinkedHashMap<>();
    LockGraph graph = new LockGraph();
    boolean flagged = false;
    for (Member m : members) {
      if (m.isBelow("packages", "*")) {
        packages.computeIfAbsent(m.path().get(1), k -> new ArrayList<>()).add(m);
        flagged |= m.path().size() == 3 && m.name().equals("dev");
      } else if (m.isBelow("snapshots", "*", "*", "*") && m.path().size() == 4) {
        edge(graph, m);
      } else if (m.isBelow("importers", "*", "*", "*") && m.name().equals("version")) {
        root(graph, m.path().get(2), m.path().get(3), m.value());
      }
    }
    for (Map.Entry<String, List<Member>> entry : packages.entrySet()) {
      add(file, entry.getKey(), entry.getValue(), graph);
    }
    return flagged ? byFlag(packages, file) : graph.dependencies();
  }

  private static void edge(LockGraph graph, Member m) {
    String section = m.path().get(2);
    if (section.equals("dependencies") || section.equals("optionalDependencies")) {
      graph.needs(withoutPeers(m.path().get(1)), target(m.name(), m.value()));
    }
  }

  private static void root(LockGraph graph, String section, String name, String version) {
    switch (section) {
      case "dependencies", "optionalDependencies" -> graph.production(target(name, version));
      case "devDependencies" -> graph.development();
      default -> {}
    }
  }

  /** A version may carry the name of the package that an alias stands for. */
  private static String target(String name, String version) {
    String bare = withoutPeers(version == null ? "" : version);
    return bare.indexOf('@', 1) > 0 ? bare : name + "@" + bare;
  }

  private static String withoutPeers(String key) {
    int peers = key.indexOf('(');
    return peers < 0 ? key : key.substring(0, peers);
  }

  private static void add(SourceFile file, String key, List<Member> members, LockGraph graph) {
    Matcher matcher = KEY.matcher(key);
    if (!matcher.matches() || !SemVer.isExact(matcher.group(2))) {
      return;
    }
    Member first = members.getFirst();
    graph.add(
        matcher.group(1) + "@" + matcher.group(2),
        new Dependency(
            Ecosystem.NPM,
            matcher.group(1),
            matcher.group(2),
            null,
            Kind.LOCKED,
            origin(members),
            file,
            first.start(),
            first.end()));
  }

  private static Origin origin(List<Member> members) {
    boolean hashed = false;
    String tarball = null;
    for (Member m : members) {
      boolean resolution = m.path().size() >= 3 && m.path().get(2).equals("resolution");
      if (resolution && m.value() != null) {
        hashed |= m.value().contains("integrity:") || m.name().equals("integrity");
        Matcher matcher = RESOLUTION.matcher(m.value());
        tarball = matcher.matches() ? matcher.group(1) : tarball;
        tarball = m.name().equals("tarball") ? m.value() : tarball;
      }
    }
    return new Origin(Form.REGISTRY, tarball, hashed);
  }

  /** Versions before 9 say at each package whether it is for development alone. */
  private static List<Dependency> byFlag(Map<String, List<Member>> packages, SourceFile file) {
    Set<Integer> development = new HashSet<>();
    packages.forEach(
        (key, members) ->
            members.stream()
                .filter(m -> m.name().equals("dev") && "true".equals(m.value()))
                .forEach(m -> development.add(members.getFirst().start())));
    LockGraph unrooted = new LockGraph();
    packages.forEach((key, members) -> add(file, key, members, unrooted));
    return unrooted.dependencies().stream()
        .map(d -> development.contains(d.start()) ? d.forDevelopment() : d)
        .toList();
  }
}
