package io.mcpscore.gateway.admin;

import io.quarkus.hibernate.reactive.panache.PanacheRepository;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Keys of accounts. */
@ApplicationScoped
public class Keys implements PanacheRepository<KeyEntity> {

  Uni<Long> countActive(AccountEntity account) {
    return count("account = ?1 and revokedAt is null", account);
  }

  Uni<List<KeyEntity>> of(AccountEntity account) {
    return list("account = ?1 order by id", account);
  }
}
