package io.mcpscore.gateway.admin;

import io.quarkus.hibernate.reactive.panache.PanacheRepository;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** Keys of accounts. */
@ApplicationScoped
public class Keys implements PanacheRepository<KeyEntity> {

  Uni<Long> countActive(AccountEntity account, Instant now) {
    return count(
        "account = ?1 and revokedAt is null and (expiresAt is null or expiresAt > ?2)",
        account,
        now.atOffset(ZoneOffset.UTC));
  }

  /** A key with its account, or null. */
  Uni<KeyEntity> withAccount(long id) {
    return find("from KeyEntity k join fetch k.account where k.id = ?1", id).firstResult();
  }

  Uni<List<KeyEntity>> of(AccountEntity account) {
    return list("account = ?1 order by id", account);
  }
}
