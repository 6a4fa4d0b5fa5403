package io.mcpscore.gateway.people;

import io.mcpscore.gateway.audit.Origin;
import io.mcpscore.gateway.auth.Pepper;
import io.mcpscore.gateway.auth.TokenCheck;
import io.mcpscore.gateway.config.PeopleSettings;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Recognises people by the tokens of the company's identity provider. */
@Singleton
class PeopleCheck implements TokenCheck {

  private final Provider provider;
  private final PersonTable table;
  private final Pepper pepper;
  private final PeopleSettings settings;

  PeopleCheck(Provider provider, PersonTable table, Pepper pepper, PeopleSettings settings) {
    this.provider = provider;
    this.table = table;
    this.pepper = pepper;
    this.settings = settings;
  }

  @Override
  public boolean isOn() {
    return settings.enabled();
  }

  @Override
  public Uni<Verdict> check(RoutingContext context, String token) {
    // What is no token at all is none of the provider's business.
    Optional<Claims> claims = Claims.of(token);
    if (claims.isEmpty()) {
      return Uni.createFrom().item(new Verdict.Bad());
    }
    return provider
        .verify(context)
        .map(
            answer ->
                switch (answer) {
                  case GOOD -> person(context, claims.get());
                  case EXPIRED -> new Verdict.Expired();
                  case BAD -> new Verdict.Bad();
                  case SILENT -> new Verdict.Unclear();
                });
  }

  private Verdict person(RoutingContext context, Claims claims) {
    return Person.of(claims, settings)
        .<Verdict>map(person -> new Verdict.Good(credential(context, person), person.role()))
        .orElseGet(Verdict.Bad::new);
  }

  private PersonCredential credential(RoutingContext context, Person person) {
    String hash =
        PersonCredential.hash(pepper, person.issuer(), person.subject(), person.account());
    return new PersonCredential(hash, person, Origin.of(context), table);
  }
}
