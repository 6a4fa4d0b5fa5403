package io.mcpscore.gateway.people;

import io.mcpscore.gateway.auth.Role;
import io.mcpscore.gateway.config.PeopleSettings;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A person, as a token tells of it.
 *
 * @param issuer identity provider
 * @param subject name of the person there, for programs
 * @param name for people, or null
 * @param account name of the account that the token names, or null
 * @param role what the person may do, or null for nothing
 */
record Person(String issuer, String subject, String name, String account, Role role) {

  private static final Pattern UNSHOWABLE = Pattern.compile("\\p{C}");
  private static final List<String> NAMES = List.of("preferred_username", "name", "email");
  private static final int LONGEST_ID = 500;
  private static final int LONGEST_NAME = 100;

  /**
   * Reads a person.
   *
   * @return empty when the claims name nobody that could be told from others
   */
  static Optional<Person> of(Claims claims, PeopleSettings settings) {
    Optional<String> issuer = claims.text("iss").filter(Person::isId);
    Optional<String> subject = claims.text("sub").filter(Person::isId);
    if (issuer.isEmpty() || subject.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Person(
            issuer.get(),
            subject.get(),
            name(claims),
            settings.accountClaim().flatMap(claims::text).orElse(null),
            role(claims.texts(settings.rolesClaim()), settings.roles())));
  }

  private static boolean isId(String text) {
    return !text.isBlank() && text.length() <= LONGEST_ID && !UNSHOWABLE.matcher(text).find();
  }

  private static String name(Claims claims) {
    return NAMES.stream()
        .flatMap(claim -> claims.text(claim).stream())
        .map(text -> UNSHOWABLE.matcher(text).replaceAll("").strip())
        .filter(text -> !text.isEmpty())
        .map(text -> text.substring(0, Math.min(LONGEST_NAME, text.length())))
        .findFirst()
        .orElse(null);
  }

  /** The highest one; a value counts as it is written. */
  private static Role role(List<String> values, PeopleSettings.Roles roles) {
    if (!Collections.disjoint(values, roles.admin())) {
      return Role.ADMIN;
    }
    if (!Collections.disjoint(values, roles.submitter())) {
      return Role.SUBMITTER;
    }
    return Collections.disjoint(values, roles.viewer()) ? null : Role.VIEWER;
  }
}
