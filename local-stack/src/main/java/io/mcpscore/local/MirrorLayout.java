package io.mcpscore.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Where repositories lie below a mirror's directory. In this order: {@code owner/name.git}, {@code
 * owner/name} (bare, or with a work tree), and {@code owner+name}, which is a repository or holds
 * exactly one. Upper and lower case are one name.
 *
 * <p>No path is ever made from a name that was asked for: a name only selects among the entries
 * that a directory lists, so none can lead out of it.
 *
 * @param directory the mirror
 */
public record MirrorLayout(Path directory) {

  /**
   * Finds a repository.
   *
   * @param address {@code owner/name}; the owner may have several segments
   * @return the git directory, or empty when there is none
   */
  public Optional<Path> find(String address) {
    List<String> names = List.of(address.split("/", -1));
    if (names.size() < 2 || names.stream().anyMatch(MirrorLayout::isHidden)) {
      return Optional.empty();
    }
    String last = names.getLast().replaceFirst("(?i)\\.git$", "");
    Optional<Path> owner = Optional.of(directory);
    for (String name : names.subList(0, names.size() - 1)) {
      owner = owner.flatMap(parent -> entry(parent, name::equalsIgnoreCase));
    }
    Optional<Path> parent = owner;
    String joined = String.join("+", names.subList(0, names.size() - 1)) + "+" + last;
    return parent
        .flatMap(folder -> repository(folder, last + ".git"))
        .or(() -> parent.flatMap(folder -> repository(folder, last)))
        .or(() -> repository(directory, joined))
        .or(() -> entry(directory, joined::equalsIgnoreCase).flatMap(MirrorLayout::only));
  }

  /** Addresses of all repositories whose owner has one segment, lower case, in order. */
  public List<String> repositories() {
    Stream<String> joined = names(directory).filter(name -> name.contains("+"));
    Stream<String> nested =
        list(directory).stream()
            .flatMap(owner -> names(owner).map(name -> owner.getFileName() + "/" + name));
    return Stream.concat(nested, joined.map(name -> name.replaceFirst("\\+", "/")))
        .map(name -> name.toLowerCase(Locale.ROOT).replaceFirst("\\.git$", ""))
        .filter(address -> find(address).isPresent())
        .distinct()
        .sorted()
        .toList();
  }

  private static Optional<Path> repository(Path parent, String name) {
    return entry(parent, name::equalsIgnoreCase).flatMap(MirrorLayout::gitDirectory);
  }

  private static Optional<Path> only(Path folder) {
    List<Path> repositories =
        list(folder).stream().flatMap(entry -> gitDirectory(entry).stream()).toList();
    return repositories.size() == 1 ? Optional.of(repositories.getFirst()) : Optional.empty();
  }

  private static Optional<Path> gitDirectory(Path directory) {
    return Stream.of(directory, directory.resolve(".git")).filter(MirrorLayout::isGit).findFirst();
  }

  private static boolean isGit(Path directory) {
    return Files.isRegularFile(directory.resolve("HEAD"))
        && Files.isDirectory(directory.resolve("objects"));
  }

  private static Optional<Path> entry(Path parent, Predicate<String> name) {
    return list(parent).stream().filter(e -> name.test(e.getFileName().toString())).findFirst();
  }

  private static Stream<String> names(Path directory) {
    return list(directory).stream().map(entry -> entry.getFileName().toString());
  }

  private static boolean isHidden(String name) {
    return name.isEmpty() || name.startsWith(".");
  }

  /** Directories in a fixed order, so that of two names that differ in case one always wins. */
  private static List<Path> list(Path directory) {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries
          .filter(Files::isDirectory)
          .filter(entry -> !isHidden(entry.getFileName().toString()))
          .sorted()
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }
}
