package io.mcpscore.engine.check.compose;

import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.compose.ComposeService.Setting;
import io.mcpscore.engine.format.Member;
import io.mcpscore.engine.format.YamlMembers;
import io.mcpscore.engine.source.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Reads the services of compose files. */
public final class ComposeServices {

  private static final Pattern COMPOSE =
      Pattern.compile("(?:.*/)?(?:docker-)?compose[^/]{0,60}\\.ya?ml");

  /** Words of names that say that nobody but a developer starts what is in there. */
  private static final Pattern STAGED =
      Pattern.compile(
          "(?:.*[/._-])?(?:dev|devel|development|local|tests?|testing|e2e|ci|debug|override"
              + "|examples?|samples?|devcontainer|demos?|fixtures?)(?:[/._-].*)?");

  /** Interfaces that stand for all. */
  private static final Pattern EVERYWHERE = Pattern.compile("|0\\.0\\.0\\.0|\\*|::|\\[::]");

  private static final Pattern VARIABLE =
      Pattern.compile("\\$\\{[A-Za-z0-9_]{1,80}(?::?-([^{}]{0,200}))?[^{}]{0,200}}|\\$\\w{1,80}");
  private static final Pattern UNKNOWN = Pattern.compile(".*[?].*");

  private final List<ComposeService> services = new ArrayList<>();

  private ComposeServices(CheckContext context) {
    for (SourceFile file : context.files()) {
      if (file.role().deducts() && COMPOSE.matcher(file.path()).matches()) {
        read(file);
      }
    }
  }

  /** All of them, ordered by file and place, without tests and examples. */
  public static List<ComposeService> of(CheckContext context) {
    return context.shared(ComposeServices.class, ComposeServices::new).services;
  }

  static boolean isStaged(String path) {
    return STAGED.matcher(path.toLowerCase(Locale.ROOT)).matches();
  }

  /** A value with the defaults of its variables; {@code ?} stands for those that have none. */
  public static String filled(String value) {
    return VARIABLE
        .matcher(value)
        .replaceAll(m -> m.group(1) == null ? "?" : m.group(1).replaceAll("[\\\\$]", "?"));
  }

  private void read(SourceFile file) {
    List<Member> members = YamlMembers.read(file.text());
    for (int i = 0; i < members.size(); i++) {
      Member first = members.get(i);
      if (first.isAt("services", "*") && first.value() == null) {
        int next = i + 1;
        while (next < members.size() && members.get(next).path().size() > 2) {
          next++;
        }
        int end = next < members.size() ? members.get(next).start() : file.text().bytes().length;
        services.add(service(file, first, end, members.subList(i + 1, next)));
      }
    }
  }

  private static ComposeService service(
      SourceFile file, Member first, int end, List<Member> members) {
    return new ComposeService(
        file,
        first.name(),
        image(value(members, "image")),
        settings(members),
        published(first, members),
        mounts(file, members),
        text(file, first.start(), end));
  }

  private static String value(List<Member> members, String name) {
    return members.stream()
        .filter(m -> m.isAt("services", "*", name) && m.value() != null)
        .map(Member::value)
        .findFirst()
        .orElse("");
  }

  private static String image(String reference) {
    String filled = filled(reference);
    String name = filled.substring(filled.lastIndexOf('/') + 1);
    return name.replaceFirst("[:@].*", "").toLowerCase(Locale.ROOT);
  }

  private static List<Setting> settings(List<Member> members) {
    List<Setting> out = new ArrayList<>();
    for (Member m : members) {
      if (m.value() == null || !m.isAt("services", "*", "environment", "*")) {
        continue;
      }
      int equals = m.value().indexOf('=');
      if (!m.isItem()) {
        out.add(new Setting(m.name(), m.value(), m));
      } else if (equals > 0) {
        out.add(new Setting(m.value().substring(0, equals), m.value().substring(equals + 1), m));
      }
    }
    return List.copyOf(out);
  }

  private static Member published(Member first, List<Member> members) {
    for (Member m : members) {
      boolean simple = m.isAt("services", "*", "ports", "*") && m.value() != null;
      if (simple && isEverywhere(filled(m.value()))) {
        return m;
      }
      boolean target = m.isAt("services", "*", "ports", "*", "target");
      if (target && EVERYWHERE.matcher(address(members, m.group())).matches()) {
        return m;
      }
    }
    return value(members, "network_mode").equals("host") ? first : null;
  }

  /** The interface that the long form of a port names. */
  private static String address(List<Member> members, List<String> port) {
    return members.stream()
        .filter(m -> m.group().equals(port) && m.name().equals("host_ip") && m.value() != null)
        .map(m -> filled(m.value()))
        .findFirst()
        .orElse("");
  }

  /** {@code 6379}, {@code 6379:6379}, {@code 0.0.0.0:6379:6379}. */
  private static boolean isEverywhere(String port) {
    int last = port.lastIndexOf(':');
    int before = last < 0 ? -1 : port.lastIndexOf(':', last - 1);
    String address = before < 0 ? "" : port.substring(0, before);
    return !port.endsWith("/udp")
        && !UNKNOWN.matcher(address).matches()
        && EVERYWHERE.matcher(address).matches();
  }

  /** The sources of volumes that are paths beside or below the file. */
  private static List<String> mounts(SourceFile file, List<Member> members) {
    String directory = file.path().substring(0, file.path().lastIndexOf('/') + 1);
    List<String> out = new ArrayList<>();
    for (Member m : members) {
      boolean simple = m.isAt("services", "*", "volumes", "*") && m.value() != null;
      boolean source = m.isAt("services", "*", "volumes", "*", "source") && m.value() != null;
      String path = simple ? m.value().replaceFirst(":.*", "") : source ? m.value() : "";
      if (path.startsWith("./") && path.length() > 2) {
        out.add(directory + path.substring(2).replaceFirst("/$", ""));
      }
    }
    return List.copyOf(out);
  }

  private static String text(SourceFile file, int start, int end) {
    StringBuilder out = new StringBuilder();
    file.text()
        .slice(start, end)
        .lines()
        .map(line -> line.replaceFirst("(?:^|\\s)#.*", ""))
        .forEach(line -> out.append(line).append('\n'));
    return out.toString();
  }
}
