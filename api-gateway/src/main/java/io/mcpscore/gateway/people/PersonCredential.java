package io.mcpscore.gateway.people;

import io.mcpscore.gateway.audit.Origin;
import io.mcpscore.gateway.auth.Credential;
import io.mcpscore.gateway.auth.Pepper;
import io.mcpscore.gateway.auth.UtcDay;
import io.mcpscore.model.Json;
import io.smallrye.mutiny.Uni;
import java.util.Arrays;
import java.util.Optional;

/**
 * A person whose token was verified.
 *
 * @param hash of provider, person, and the account that the token names
 * @param person who it is
 * @param origin from where it comes
 * @param table where people are looked up
 */
record PersonCredential(String hash, Person person, Origin origin, PersonTable table)
    implements Credential {

  /** Name of a person under which every gateway knows it. */
  static String hash(Pepper pepper, String issuer, String subject, String account) {
    return pepper.hash(Json.write(Arrays.asList("person", issuer, subject, account)));
  }

  @Override
  public String name() {
    return person.name();
  }

  @Override
  public Uni<Optional<Stored>> load(UtcDay day) {
    return table.admit(person, origin, day).map(Optional::of);
  }
}
