package io.mcpscore.engine.check.client;

import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.dependency.Dependency;
import io.mcpscore.engine.dependency.Dependency.Kind;
import io.mcpscore.engine.dependency.Ecosystem;
import io.mcpscore.engine.dependency.Origin;
import io.mcpscore.engine.format.Member;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The packages that client settings have fetched and run: {@code npx -y name@1.2.3}, {@code uvx
 * --from name==1.2.3 program}.
 */
public final class LaunchedPackages {

  private static final Set<String> SCRIPT = Set.of("npx", "bunx", "pnpx");
  private static final Set<String> PYTHON = Set.of("uvx", "pipx");
  private static final Set<String> WITH_VALUE =
      Set.of(
          "--python",
          "-p",
          "--with",
          "--index-url",
          "--extra-index-url",
          "--registry",
          "--index",
          "--refresh-package",
          "--directory",
          "--project",
          "-c",
          "--call");

  private static final Pattern NPM =
      Pattern.compile("((?:@[\\w.-]{1,100}/)?[\\w.-]{1,100})(?:@(.{1,100}))?");
  private static final Pattern PYPI =
      Pattern.compile(
          "([A-Za-z0-9][\\w.-]{0,100})(?:\\[[^\\]]{0,100}])?(?:(?:==|@)([\\w.!+-]{1,60})|([<>~!].{1,60}))?");

  private LaunchedPackages() {}

  /** All of them, as direct production dependencies, ordered by file and place. */
  public static List<Dependency> of(CheckContext context) {
    List<Dependency> out = new ArrayList<>();
    for (ClientServer server : ClientServers.of(context)) {
      of(server).ifPresent(out::add);
    }
    return out;
  }

  /** The package of one server; empty when it runs something else. */
  public static Optional<Dependency> of(ClientServer server) {
    Iterator<Member> words = server.command().iterator();
    while (words.hasNext()) {
      String program = program(words.next().value());
      if (SCRIPT.contains(program) || program.equals("dlx")) {
        return target(words, "--package", "-p").flatMap(m -> npm(server, m));
      }
      if (PYTHON.contains(program)) {
        return target(words, "--from", "--spec").flatMap(m -> python(server, m));
      }
      if (program.equals("node") || program.equals("python") || program.equals("docker")) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static String program(String word) {
    String name = word.substring(word.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    return name.replaceFirst("\\.(?:exe|cmd)$", "");
  }

  /** The first word that is no option, or the value of an option that names the package. */
  private static Optional<Member> target(Iterator<Member> words, String option, String other) {
    while (words.hasNext()) {
      Member word = words.next();
      String text = word.value();
      if (text.equals(option) || text.equals(other)) {
        return words.hasNext() ? Optional.of(words.next()) : Optional.empty();
      }
      if (text.startsWith(option + "=")) {
        String value = text.substring(option.length() + 1);
        return Optional.of(new Member(word.path(), value, word.start(), word.end()));
      }
      if (WITH_VALUE.contains(text)) {
        if (words.hasNext()) {
          words.next();
        }
      } else if (!text.startsWith("-") && !text.equals("run")) {
        return Optional.of(word);
      }
    }
    return Optional.empty();
  }

  private static Optional<Dependency> npm(ClientServer server, Member word) {
    Origin origin = Origin.of(word.value());
    Matcher matcher = NPM.matcher(word.value());
    boolean local = word.value().startsWith(".") || word.value().contains("$");
    if (local || origin.form() == Origin.Form.DIRECTORY) {
      return Optional.empty();
    }
    boolean scoped = word.value().startsWith("@");
    if (!scoped && origin.form() != Origin.Form.REGISTRY) {
      return Optional.of(dependency(server, word, Ecosystem.NPM, word.value(), "", origin));
    }
    return matcher.matches()
        ? Optional.of(
            dependency(
                server, word, Ecosystem.NPM, matcher.group(1), text(matcher.group(2)), registry()))
        : Optional.empty();
  }

  private static Optional<Dependency> python(ClientServer server, Member word) {
    String text = word.value();
    Origin origin = Origin.of(text.replaceFirst("^[\\w.-]{1,100} ?@ ?", ""));
    if (origin.form() == Origin.Form.DIRECTORY || text.startsWith(".") || text.contains("$")) {
      return Optional.empty();
    }
    if (origin.form() != Origin.Form.REGISTRY && text.contains("://")) {
      return Optional.of(dependency(server, word, Ecosystem.PYPI, text, "", origin));
    }
    Matcher matcher = PYPI.matcher(text);
    return matcher.matches()
        ? Optional.of(
            dependency(
                server,
                word,
                Ecosystem.PYPI,
                matcher.group(1),
                text(matcher.group(2)) + text(matcher.group(3)),
                registry()))
        : Optional.empty();
  }

  private static String text(String group) {
    return group == null ? "" : group;
  }

  private static Origin registry() {
    return new Origin(Origin.Form.REGISTRY, null, true);
  }

  private static Dependency dependency(
      ClientServer server,
      Member word,
      Ecosystem ecosystem,
      String name,
      String requirement,
      Origin origin) {
    String version = requirement.matches("[0-9]+(?:\\.[0-9]+)+[\\w.+-]*") ? requirement : null;
    return new Dependency(
        ecosystem,
        ecosystem.normalise(name),
        version,
        requirement,
        Kind.PRODUCTION,
        origin,
        server.file(),
        word.start(),
        word.end());
  }
}
