package io.mcpscore.gateway.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mcpscore.gateway.http.Times;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An account as the operator sees it.
 *
 * @param name unique
 * @param tier its tier
 * @param dailyLimit requests per UTC day of each of its keys and people
 * @param ownDailyLimit what the operator set instead of the tier's, or null
 * @param queueLimit unfinished scans that it may have
 * @param ownQueueLimit what the operator set instead of the tier's, or null
 * @param createdAt when it was made
 */
public record AccountView(
    String name,
    String tier,
    int dailyLimit,
    Integer ownDailyLimit,
    int queueLimit,
    Integer ownQueueLimit,
    Instant createdAt) {

  /**
   * A page of accounts.
   *
   * @param accounts oldest first
   * @param nextCursor where the next page begins, or null on the last
   */
  @Schema(name = "Accounts")
  public record Listing(
      List<AccountView> accounts, @JsonInclude(JsonInclude.Include.ALWAYS) String nextCursor) {}

  static AccountView of(AccountEntity account, int dailyLimit, int queueLimit) {
    return new AccountView(
        account.name(),
        account.tier(),
        dailyLimit,
        account.dailyLimit(),
        account.queueLimit() == null ? queueLimit : account.queueLimit(),
        account.queueLimit(),
        Times.seconds(account.createdAt()));
  }
}
