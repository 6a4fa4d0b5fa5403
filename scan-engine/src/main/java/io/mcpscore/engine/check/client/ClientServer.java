package io.mcpscore.engine.check.client;

import io.mcpscore.engine.format.Member;
import io.mcpscore.engine.source.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A server that a client is told to start or to connect to.
 *
 * @param file settings of the client
 * @param name as the settings call it
 * @param members everything that they say about it, paths from its own name on
 */
public record ClientServer(SourceFile file, String name, List<Member> members) {

  /** Copies the list. */
  public ClientServer {
    members = List.copyOf(members);
  }

  /** The values of a list or the members of a group, in order. */
  public List<Member> all(String group) {
    return members.stream()
        .filter(m -> m.path().size() == 2 && m.path().getFirst().equals(group))
        .filter(m -> m.value() != null)
        .toList();
  }

  /** One value. */
  public Optional<Member> one(String key) {
    return members.stream().filter(m -> m.isAt(key) && m.value() != null).findFirst();
  }

  /** The first of several values that is there. */
  public Optional<Member> one(String key, String... others) {
    Optional<Member> found = one(key);
    for (String other : others) {
      found = found.or(() -> one(other));
    }
    return found;
  }

  /** The program and its arguments; empty for a server at a URL. */
  public List<Member> command() {
    List<Member> words = new ArrayList<>();
    one("command").ifPresent(words::add);
    words.addAll(all("command"));
    words.addAll(all("args"));
    return words;
  }
}
