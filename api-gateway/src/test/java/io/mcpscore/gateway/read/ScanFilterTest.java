package io.mcpscore.gateway.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.mcpscore.gateway.http.ApiException;
import io.mcpscore.gateway.http.PageSize;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScanFilterTest {

  private static final Set<String> HOSTS = Set.of("github.com", "git.example");

  @Test
  void withoutParametersOnlyTheAccountCounts() {
    ScanFilter filter = of(new ScanQuery(null, null, null, null, null, null, null));

    assertEquals("accountId = :account", filter.condition());
    assertEquals(Map.of("account", 7L), filter.parameters().map());
  }

  @Test
  void aRepositoryIsMeantOnItsHostByUrlAndOnAnyHostByName() {
    ScanFilter byUrl =
        of(new ScanQuery(null, null, null, null, "https://git.example/A/B", null, null));
    ScanFilter byName = of(new ScanQuery(null, null, null, null, "A/B", null, null));

    assertEquals(
        "accountId = :account and host = :host and owner = :owner and name = :name",
        byUrl.condition());
    assertEquals("git.example", byUrl.parameters().map().get("host"));
    assertEquals("accountId = :account and owner = :owner and name = :name", byName.condition());
    assertEquals("a", byName.parameters().map().get("owner"));
  }

  @Test
  void valuesAreBoundAndNeverPartOfTheCondition() {
    ScanFilter filter =
        of(new ScanQuery(null, null, "failed", "F", null, "2024-01-15", "2024-01-16T01:02:03Z"));

    assertEquals(
        "accountId = :account and status = :status and grade = :grade"
            + " and createdAt >= :since and createdAt < :until",
        filter.condition());
    assertEquals("2024-01-15T00:00Z", filter.parameters().map().get("since").toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "101", "-1", "1.0", "", "x", "1000"})
  void aLimitOutsideItsBoundsIsRefused(String limit) {
    assertThrows(ApiException.class, () -> PageSize.of(limit));
  }

  @Test
  void theLimitHasADefaultAndBounds() {
    assertEquals(20, PageSize.of(null));
    assertEquals(1, PageSize.of("1"));
    assertEquals(100, PageSize.of("100"));
  }

  private static ScanFilter of(ScanQuery query) {
    return ScanFilter.of(7, query, HOSTS);
  }
}
