package io.mcpscore.gateway.admin;

import io.mcpscore.gateway.audit.Act;
import io.mcpscore.gateway.audit.Actor;
import io.mcpscore.gateway.audit.AuditLog;
import io.mcpscore.gateway.auth.DailyLimits;
import io.mcpscore.gateway.auth.KeyRecords;
import io.mcpscore.gateway.auth.Pepper;
import io.mcpscore.gateway.config.KeySettings;
import io.mcpscore.gateway.http.ApiException;
import io.mcpscore.model.ApiKey;
import io.mcpscore.model.ErrorCode;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/**
 * Makes, lists and revokes keys, and writes that down. Redis learns of a change only after the
 * database holds it.
 */
@ApplicationScoped
public class KeyService {

  private static final String CREATE = "key.create";

  private final Accounts accounts;
  private final Keys keys;
  private final KeyRecords records;
  private final DailyLimits limits;
  private final AuditLog audit;
  private final Pepper pepper;
  private final KeySettings settings;
  private final Clock clock;

  KeyService(
      Accounts accounts,
      Keys keys,
      KeyRecords records,
      DailyLimits limits,
      AuditLog audit,
      Pepper pepper,
      KeySettings settings,
      Clock clock) {
    this.accounts = accounts;
    this.keys = keys;
    this.records = records;
    this.limits = limits;
    this.audit = audit;
    this.pepper = pepper;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Makes a key, and its account if there is none; the account gets the tier that is asked for.
   *
   * @param request checked wish
   * @return the key, shown this once; {@code KEY_LIMIT_REACHED} when the account has too many
   */
  public Uni<KeyView> create(Actor who, CreateKeyRequest request) {
    Act act = new Act(CREATE, request.account(), null, request.facts());
    Uni<Made> work =
        Panache.withTransaction(
            () ->
                accounts
                    .findOrCreate(request.account(), request.tier())
                    .chain(account -> add(who, act, account, request)));
    return audit.watch(who, act, work).call(this::tellTier).map(Made::view);
  }

  /**
   * Makes a key of an account that exists.
   *
   * @param accountId its owner
   * @param wish checked
   * @return the key, shown this once; {@code KEY_LIMIT_REACHED} when the account has too many,
   *     {@code INVALID_REQUEST} when the key would have more than the account
   */
  public Uni<KeyView> create(Actor who, long accountId, KeyWish wish) {
    Uni<AccountEntity> owner = Panache.withSession(() -> accounts.findById(accountId));
    return owner.chain(
        account -> {
          Act act = new Act(CREATE, account.name(), null, wish.facts());
          return audit.watch(
              who,
              act,
              Panache.withTransaction(
                  () ->
                      accounts
                          .locked(accountId)
                          .invoke(locked -> checkLimit(locked, wish))
                          .chain(locked -> add(who, act, locked, wish))));
        });
  }

  /** Keys of an account, oldest first; none when there is no such account. */
  @WithSession
  public Uni<KeyView.Listing> list(String accountName) {
    return accounts.named(accountName).chain(this::listing);
  }

  /** Keys of an account, oldest first. */
  @WithSession
  public Uni<KeyView.Listing> list(long accountId) {
    return accounts.findById(accountId).chain(this::listing);
  }

  /**
   * Revokes a key for good; once revoked it stays so.
   *
   * @param id {@code key_} and a number
   * @return {@code NOT_FOUND} when there was never such a key
   */
  public Uni<Void> revoke(Actor who, String id) {
    return revoke(who, id, null);
  }

  /**
   * Revokes a key of an account for good; once revoked it stays so.
   *
   * @param id {@code key_} and a number
   * @param accountId its owner, or null for whoever it is
   * @return {@code NOT_FOUND} when the account never had such a key
   */
  public Uni<Void> revoke(Actor who, String id, Long accountId) {
    Act act = new Act("key.revoke", null, shownId(id));
    Uni<KeyEntity> work =
        Panache.withTransaction(
            () ->
                keys.withAccount(KeyView.number(id))
                    .map(key -> owned(key, accountId))
                    .invoke(key -> key.revoke(clock.instant()))
                    .call(key -> audit.done(who, act.on(key.account().name(), act.target()))));
    return audit.watch(who, act, work).chain(key -> records.revoked(key.hash()));
  }

  /** A new key, and its account if the tier of that changed, else null. */
  private record Made(KeyView view, AccountEntity changed) {}

  private Uni<Made> add(Actor who, Act act, AccountEntity account, CreateKeyRequest request) {
    if (account.tier().equals(request.tier())) {
      return add(who, act, account, request.wish()).map(view -> new Made(view, null));
    }
    Act change =
        new Act(
            "account.change",
            account.name(),
            account.name(),
            Map.of("tier", request.tier(), "tierBefore", account.tier()));
    account.changeTier(request.tier());
    return audit
        .done(who, change)
        .chain(() -> add(who, act, account, request.wish()))
        .map(view -> new Made(view, account));
  }

  private Uni<Void> tellTier(Made made) {
    return made.changed() == null
        ? Uni.createFrom().voidItem()
        : records.changed(made.changed().id(), made.changed().version());
  }

  private Uni<KeyView> add(Actor who, Act act, AccountEntity account, KeyWish wish) {
    String secret = ApiKey.generate();
    return keys.countActive(account, clock.instant())
        .invoke(this::checkRoom)
        .chain(
            () ->
                keys.persist(
                    new KeyEntity(
                        account,
                        wish,
                        ApiKey.shownPrefix(secret),
                        pepper.hash(secret),
                        clock.instant())))
        .call(key -> audit.done(who, act.on(account.name(), KeyView.PREFIX + key.id())))
        .map(key -> view(key, account, secret));
  }

  private void checkRoom(long active) {
    if (active >= settings.maxPerAccount()) {
      throw new ApiException(
          ErrorCode.KEY_LIMIT_REACHED,
          "Key limit reached",
          "An account has at most " + settings.maxPerAccount() + " active keys; revoke one first");
    }
  }

  private void checkLimit(AccountEntity account, KeyWish wish) {
    int most = limits.ofAccount(account.dailyLimit(), account.tier());
    if (wish.dailyLimit() != null && wish.dailyLimit() > most) {
      throw ApiException.invalidRequest("dailyLimit must be at most the account's, " + most);
    }
  }

  private static KeyEntity owned(KeyEntity key, Long accountId) {
    if (key == null || (accountId != null && !accountId.equals(key.account().id()))) {
      throw new ApiException(ErrorCode.NOT_FOUND, "No such key", null);
    }
    return key;
  }

  /** What may be any text is written down only when it is an id. */
  private static String shownId(String id) {
    return KeyView.number(id) < 0 ? null : id;
  }

  private Uni<KeyView.Listing> listing(AccountEntity account) {
    return account == null
        ? Uni.createFrom().item(new KeyView.Listing(List.of()))
        : keys.of(account)
            .map(
                found ->
                    new KeyView.Listing(
                        found.stream().map(key -> view(key, account, null)).toList()));
  }

  private KeyView view(KeyEntity key, AccountEntity account, String secret) {
    int most = limits.ofAccount(account.dailyLimit(), account.tier());
    return KeyView.of(
        key, account, DailyLimits.ofKey(key.dailyLimit(), key.limitWidens(), most), secret);
  }
}
