package io.mcpscore.gateway.admin;

import io.quarkus.hibernate.reactive.panache.PanacheRepository;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;

/** Accounts by name. */
@ApplicationScoped
public class Accounts implements PanacheRepository<AccountEntity> {

  private static final String CREATE =
      "INSERT INTO account (name, tier) VALUES (:name, :tier) ON CONFLICT (name) DO NOTHING";

  /**
   * The account of a name, made if there is none; the row stays locked until the transaction ends,
   * so that keys of one account are made one after the other.
   */
  Uni<AccountEntity> findOrCreate(String name, String tier) {
    return getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(CREATE)
                    .setParameter("name", name)
                    .setParameter("tier", tier)
                    .executeUpdate())
        .chain(made -> find("name", name).withLock(LockModeType.PESSIMISTIC_WRITE).singleResult());
  }

  /** An account, locked as {@link #findOrCreate} does it. */
  Uni<AccountEntity> locked(long id) {
    return findById(id, LockModeType.PESSIMISTIC_WRITE);
  }

  /** Accounts in the order of their making. */
  Uni<List<AccountEntity>> page(Long after, int limit) {
    return find("id > ?1 order by id", after == null ? 0L : after).range(0, limit).list();
  }

  /** The account of a name, or null. */
  Uni<AccountEntity> named(String name) {
    return find("name", name).firstResult();
  }
}
