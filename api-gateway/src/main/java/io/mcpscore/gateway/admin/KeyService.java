package io.mcpscore.gateway.admin;

import io.mcpscore.gateway.auth.KeyRecords;
import io.mcpscore.gateway.auth.KeyTable;
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

/** Makes, lists and revokes keys. Redis learns of a change only after the database holds it. */
@ApplicationScoped
public class KeyService {

  private final Accounts accounts;
  private final Keys keys;
  private final KeyRecords records;
  private final KeyTable limits;
  private final Pepper pepper;
  private final KeySettings settings;
  private final Clock clock;

  KeyService(
      Accounts accounts,
      Keys keys,
      KeyRecords records,
      KeyTable limits,
      Pepper pepper,
      KeySettings settings,
      Clock clock) {
    this.accounts = accounts;
    this.keys = keys;
    this.records = records;
    this.limits = limits;
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
  public Uni<KeyView> create(CreateKeyRequest request) {
    String secret = ApiKey.generate();
    return Panache.withTransaction(
            () ->
                accounts
                    .findOrCreate(request.account(), request.tier())
                    .chain(account -> add(account, request, secret)))
        .call(made -> records.changed(made.outdated()))
        .map(Made::view);
  }

  /** Keys of an account, oldest first; none when there is no such account. */
  @WithSession
  public Uni<KeyView.Listing> list(String accountName) {
    return accounts
        .named(accountName)
        .chain(
            account ->
                account == null
                    ? Uni.createFrom().item(List.<KeyView>of())
                    : keys.of(account).map(found -> views(found, account)))
        .map(KeyView.Listing::new);
  }

  /**
   * Revokes a key for good; once revoked it stays so.
   *
   * @param id {@code key_} and a number
   * @return {@code NOT_FOUND} when there was never such a key
   */
  public Uni<Void> revoke(String id) {
    return Panache.withTransaction(
            () ->
                keys.findById(KeyView.number(id))
                    .onItem()
                    .ifNull()
                    .failWith(() -> new ApiException(ErrorCode.NOT_FOUND, "No such key", null))
                    .invoke(key -> key.revoke(clock.instant())))
        .chain(key -> records.revoked(key.hash()));
  }

  /** A new key, and the hashes of older ones whose limit it changed. */
  private record Made(KeyView view, List<String> outdated) {}

  private Uni<Made> add(AccountEntity account, CreateKeyRequest request, String secret) {
    boolean tierChanges = !account.tier().equals(request.tier());
    account.changeTier(request.tier());
    return keys.countActive(account)
        .invoke(this::checkRoom)
        .chain(
            () ->
                keys.persist(
                    new KeyEntity(
                        account,
                        request.name(),
                        ApiKey.shownPrefix(secret),
                        pepper.hash(secret),
                        request.dailyLimit(),
                        clock.instant())))
        .chain(
            key ->
                outdated(account, tierChanges)
                    .map(hashes -> new Made(view(key, account, secret), hashes)));
  }

  private Uni<List<String>> outdated(AccountEntity account, boolean tierChanges) {
    return tierChanges
        ? keys.of(account)
            .map(
                all ->
                    all.stream()
                        .filter(key -> key.revokedAt() == null)
                        .map(KeyEntity::hash)
                        .toList())
        : Uni.createFrom().item(List.of());
  }

  private void checkRoom(long active) {
    if (active >= settings.maxPerAccount()) {
      throw new ApiException(
          ErrorCode.KEY_LIMIT_REACHED,
          "Key limit reached",
          "An account has at most " + settings.maxPerAccount() + " active keys; revoke one first");
    }
  }

  private List<KeyView> views(List<KeyEntity> found, AccountEntity account) {
    return found.stream().map(key -> view(key, account, null)).toList();
  }

  private KeyView view(KeyEntity key, AccountEntity account, String secret) {
    return KeyView.of(key, account, limits.limit(key.dailyLimit(), account.tier()), secret);
  }
}
