package io.mcpscore.gateway.admin;

import io.mcpscore.gateway.audit.Act;
import io.mcpscore.gateway.audit.Actor;
import io.mcpscore.gateway.audit.AuditLog;
import io.mcpscore.gateway.auth.DailyLimits;
import io.mcpscore.gateway.auth.KeyRecords;
import io.mcpscore.gateway.config.TierSettings;
import io.mcpscore.gateway.http.ApiException;
import io.mcpscore.gateway.http.NumberCursor;
import io.mcpscore.model.ErrorCode;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Makes, changes and lists accounts; every gateway holds to a change within a second. */
@ApplicationScoped
class AccountService {

  private static final String LIST = "account";

  private final Accounts accounts;
  private final DailyLimits limits;
  private final TierSettings tiers;
  private final KeyRecords records;
  private final AuditLog audit;

  AccountService(
      Accounts accounts,
      DailyLimits limits,
      TierSettings tiers,
      KeyRecords records,
      AuditLog audit) {
    this.accounts = accounts;
    this.limits = limits;
    this.tiers = tiers;
    this.records = records;
    this.audit = audit;
  }

  /** Makes an account, or changes what it may do. */
  Uni<AccountView> put(Actor who, String name, AccountRequest request) {
    Act act = new Act("account.change", name, name, request.facts());
    Uni<AccountEntity> work =
        Panache.withTransaction(
            () ->
                accounts
                    .findOrCreate(name, request.tier())
                    .invoke(
                        account ->
                            account.change(
                                request.tier(), request.dailyLimit(), request.queueLimit()))
                    .call(() -> audit.done(who, act)));
    return audit
        .watch(who, act, work)
        .call(account -> records.changed(account.id(), account.version()))
        .map(this::view);
  }

  /** An account, or {@code NOT_FOUND}. */
  @WithSession
  Uni<AccountView> find(String name) {
    return accounts
        .named(name)
        .onItem()
        .ifNull()
        .failWith(() -> new ApiException(ErrorCode.NOT_FOUND, "No such account", null))
        .map(this::view);
  }

  /** A page of accounts, oldest first. */
  @WithSession
  Uni<AccountView.Listing> page(String cursor, int limit) {
    return accounts
        .page(NumberCursor.read(LIST, cursor), limit)
        .map(
            found -> {
              List<AccountEntity> shown = found.subList(0, Math.min(limit, found.size()));
              String next =
                  found.size() > limit ? NumberCursor.after(LIST, shown.getLast().id()) : null;
              return new AccountView.Listing(shown.stream().map(this::view).toList(), next);
            });
  }

  private AccountView view(AccountEntity account) {
    TierSettings.Tier tier = tiers.byName().get(account.tier());
    return AccountView.of(
        account,
        limits.ofAccount(account.dailyLimit(), account.tier()),
        tier == null ? 0 : tier.queueLimit());
  }
}
