package io.mcpscore.gateway.auth;

import io.smallrye.mutiny.Uni;
import java.util.Optional;

/**
 * An API key.
 *
 * @param hash of the key
 * @param table where keys are looked up
 */
record KeyCredential(String hash, KeyTable table) implements Credential {

  @Override
  public String name() {
    return null;
  }

  @Override
  public Uni<Optional<Stored>> load(UtcDay day) {
    return table.find(hash, day);
  }
}
