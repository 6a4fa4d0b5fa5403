package io.mcpscore.gateway.auth;

import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** What a caller is recognised by: an API key, or a person whose token was verified. */
public interface Credential {

  /** Name under which every gateway knows it: 64 hex digits that do not give it away. */
  String hash();

  /** The caller's name where it has one that people know, else null. */
  String name();

  /**
   * Looks into the database.
   *
   * @param day whose count is wanted
   * @return empty when there is no such caller
   */
  Uni<Optional<Stored>> load(UtcDay day);

  /**
   * What the database holds.
   *
   * @param record who it is
   * @param counted requests of the day that are written down; Redis may know of more
   */
  record Stored(KeyRecord record, int counted) {}
}
