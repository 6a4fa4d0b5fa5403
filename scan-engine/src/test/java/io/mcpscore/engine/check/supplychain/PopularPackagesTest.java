package io.mcpscore.engine.check.supplychain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mcpscore.engine.dependency.Ecosystem;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PopularPackagesTest {

  @ParameterizedTest
  @CsvSource({
    "NPM, experss, express",
    "NPM, expresss, express",
    "NPM, l0dash, lodash",
    "NPM, crossenv, cross-env",
    "NPM, typescrpt, typescript",
    "NPM, playwrigth, playwright",
    "NPM, @modelcontextprotocal/sdk, @modelcontextprotocol",
    "PYPI, reqeusts, requests",
    "PYPI, requestss, requests",
  })
  void slipsAreTold(Ecosystem ecosystem, String name, String known) {
    assertEquals(Optional.of(known), PopularPackages.of(ecosystem).lookalike(name));
  }

  @ParameterizedTest
  @CsvSource({
    "NPM, express",
    "NPM, expresso",
    "NPM, preact",
    "NPM, nuxt",
    "NPM, chalks",
    "NPM, request",
    "NPM, @modelcontextprotocol/inspector",
    "NPM, @types/expresss",
    "NPM, @acme/express",
    "NPM, unheard-of-name",
    "PYPI, requests",
    "PYPI, boto",
    "PYPI, psycopg3",
    "PYPI, flask2",
    "PYPI, beautifulsoup",
    "PYPI, python-dateutils",
  })
  void knownNamesNeighboursAndEditionsAreNot(Ecosystem ecosystem, String name) {
    assertEquals(Optional.empty(), PopularPackages.of(ecosystem).lookalike(name));
  }
}
