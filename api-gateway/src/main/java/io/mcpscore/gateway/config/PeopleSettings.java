package io.mcpscore.gateway.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/**
 * People who sign in with the company's identity provider. The provider itself is set with {@code
 * quarkus.oidc.*}.
 */
@ConfigMapping(prefix = "mcpscore.people")
public interface PeopleSettings {

  /** Whether tokens of the provider are accepted beside API keys. */
  @WithDefault("false")
  boolean enabled();

  /** Where the roles stand in a token: names of members, separated by slashes. */
  @WithDefault("roles")
  String rolesClaim();

  /** Which values of that claim give which role. */
  Roles roles();

  /** Where the name of the account stands in a token; without it the operator assigns accounts. */
  Optional<String> accountClaim();

  /**
   * Tier of accounts that a token names and that do not exist yet: they are made when their first
   * person comes. Without it such a person is refused.
   */
  Optional<String> newAccountTier();

  /** Values of the roles' claim. */
  interface Roles {

    /** May read. */
    @WithDefault("mcpscore-viewer")
    List<String> viewer();

    /** May also submit. */
    @WithDefault("mcpscore-submitter")
    List<String> submitter();

    /** May also manage the keys of its account. */
    @WithDefault("mcpscore-admin")
    List<String> admin();
  }
}
