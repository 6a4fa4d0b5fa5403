package io.mcpscore.deploy.contract;

import io.mcpscore.model.Json;
import io.mcpscore.model.Report;
import java.io.IOException;
import java.util.List;
import java.util.UUID;

/**
 * An account that has one of everything, all marked with words that occur nowhere else.
 *
 * @param account whose things they are
 * @param word that stands in its name, its reports and its batches
 * @param complete a finished scan
 * @param later a later finished scan of the same repository
 * @param running a scan that a worker has
 * @param failed a scan that was given up
 * @param batch a batch
 * @param cursor where the second page of its scans begins
 */
record Tenant(
    Account account,
    String word,
    String complete,
    String later,
    String running,
    String failed,
    String batch,
    String cursor) {

  private static final String REPOSITORY = "https://github.com/planted-owner/planted-repo";

  static Tenant in(TwoGateways system) throws IOException {
    String word = "planted" + UUID.randomUUID().toString().replace("-", "");
    Account account = Account.of(system, word, "enterprise");
    account.call("POST", "/api/v1/webhooks/secret", null);
    Report report = Reports.of(word);
    String complete = account.scan(REPOSITORY);
    Reports.complete(system.sql(), complete, report);
    String later = account.scan(REPOSITORY);
    Reports.complete(system.sql(), later, Reports.of(word + "x"));
    String failed = account.scan(REPOSITORY);
    system
        .sql()
        .run(
            """
            UPDATE scan SET status = 'failed', attempt = 3, completed_at = now(),
              error_code = 'CLONE_FAILED', error_message = 'Clone failed',
              error_details = 'The host did not answer', error_kind = 'transient' WHERE id = ?
            """,
            failed);
    String running = account.scan(REPOSITORY);
    system
        .sql()
        .run(
            """
            UPDATE scan SET status = 'analyzing', attempt = 1, worker = 'test', started_at = now(),
              claimed_at = now(), lease_until = now() + interval '1 day' WHERE id = ?
            """,
            running);
    String batch =
        Account.json(
                account.call(
                    "POST",
                    "/api/v1/scans",
                    Json.write(java.util.Map.of("urls", List.of(REPOSITORY, "not a url")))))
            .path("id")
            .asText();
    String cursor =
        Account.json(account.call("GET", "/api/v1/scans?limit=1", null))
            .path("nextCursor")
            .asText();
    return new Tenant(account, word, complete, later, running, failed, batch, cursor);
  }

  /** What nobody else may ever see. */
  List<String> secrets() {
    return List.of(
        word,
        complete,
        later,
        running,
        failed,
        batch,
        account.key(),
        "planted-owner",
        "planted-repo");
  }
}
