package io.mcpscore.gateway.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mcpscore.gateway.Settings;
import io.mcpscore.gateway.auth.Role;
import io.mcpscore.gateway.config.PeopleSettings;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PersonTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "['mcpscore-viewer'] | VIEWER",
        "['other', 'mcpscore-submitter', 'mcpscore-viewer'] | SUBMITTER",
        "['mcpscore-viewer', 'mcpscore-admin'] | ADMIN",
        "'openid mcpscore-submitter email' | SUBMITTER",
        "'mcpscore-admin' | ADMIN",
        "['MCPSCORE-ADMIN', 'mcpscore-adm'] | ",
        "[] | ",
        "[['mcpscore-admin']] | ",
        "{'mcpscore-admin': true} | ",
        "null | ",
        "7 | "
      })
  void theHighestRoleOfTheClaimCounts(String roles, Role role) {
    Person person =
        person("{'iss': 'i', 'sub': 's', 'roles': " + roles + "}", Map.of()).orElseThrow();

    assertEquals(role, person.role());
  }

  @Test
  void claimsAreFoundByTheirPath() {
    Person person =
        person(
                "{'iss': 'i', 'sub': 's', 'a/b': {'c': ['staff']}, 'https://x.example/org':"
                    + " 'payments'}",
                Map.of(
                    "mcpscore.people.roles-claim", "\"a/b\"/c",
                    "mcpscore.people.account-claim", "\"https://x.example/org\"",
                    "mcpscore.people.roles.submitter", "crew,staff"))
            .orElseThrow();

    assertEquals(Role.SUBMITTER, person.role());
    assertEquals("payments", person.account());
  }

  @Test
  void withoutASettingTheTokenNamesNoAccount() {
    assertNull(
        person("{'iss': 'i', 'sub': 's', 'account': 'payments'}", Map.of())
            .orElseThrow()
            .account());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'iss': 'i'}",
        "{'sub': 's'}",
        "{'iss': 'i', 'sub': ' '}",
        "{'iss': 'i', 'sub': ['s']}",
        "{'iss': 'i', 'sub': 'a\\u0000b'}"
      })
  void whoeverCannotBeToldFromOthersIsNobody(String claims) {
    assertTrue(person(claims, Map.of()).isEmpty());
  }

  @Test
  void aNameIsShortAndCanBeShown() {
    String name =
        person("{'iss': 'i', 'sub': 's', 'name': '\\u202e a\\nb" + "c".repeat(200) + "'}", Map.of())
            .orElseThrow()
            .name();

    assertTrue(name.startsWith("abc"), name);
    assertEquals(100, name.length());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "a.b.c", "..", "a.W10.c", "a.bnVsbA.c"})
  void whatIsNoObjectHasNoClaims(String token) {
    assertTrue(Claims.of(token).isEmpty());
  }

  private static Optional<Person> person(String claims, Map<String, String> settings) {
    String json =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(claims.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    return Claims.of("e30." + json + ".c2ln")
        .flatMap(read -> Person.of(read, Settings.of(PeopleSettings.class, settings)));
  }
}
