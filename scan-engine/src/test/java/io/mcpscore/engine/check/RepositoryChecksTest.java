package io.mcpscore.engine.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Which checks see the repository as a whole. */
class RepositoryChecksTest {

  @Test
  void whateverLooksAtDependenciesDoes() {
    List<String> supplyChain =
        Checks.all().stream()
            .filter(c -> c.info().id().startsWith("supply-chain-"))
            .filter(c -> !(c instanceof RepositoryCheck))
            .map(c -> c.info().id())
            .toList();
    assertEquals(List.of(), supplyChain);
  }

  @Test
  void whateverHidesBytesDoesNot() {
    assertFalse(
        Checks.all().stream()
            .filter(RepositoryCheck.class::isInstance)
            .anyMatch(c -> c.info().id().startsWith("secrets-")));
  }
}
