package io.mcpscore.gateway.audit;

import io.mcpscore.gateway.http.NumberCursor;
import io.quarkus.hibernate.reactive.panache.PanacheRepository;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.panache.common.Parameters;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** Pages of the audit log, newest first. */
@ApplicationScoped
class AuditEntries implements PanacheRepository<AuditEntry> {

  private static final String LIST = "audit";

  /**
   * One page.
   *
   * @param account name of the account, or null for all
   * @param actor who acted, or null for all
   * @param action what was done, or null for all
   * @param cursor where to begin, or null
   * @param limit how many at most
   */
  @WithSession
  Uni<AuditPage> page(String account, String actor, String action, String cursor, int limit) {
    List<String> conditions = new ArrayList<>(List.of("1 = 1"));
    Parameters parameters = new Parameters();
    add(conditions, parameters, "account = :account", "account", account);
    add(conditions, parameters, "actor = :actor", "actor", actor);
    add(conditions, parameters, "action = :action", "action", action);
    add(conditions, parameters, "id < :before", "before", NumberCursor.read(LIST, cursor));
    return find(String.join(" and ", conditions) + " order by id desc", parameters)
        .range(0, limit)
        .list()
        .map(found -> page(found, limit));
  }

  private static void add(
      List<String> conditions, Parameters parameters, String condition, String name, Object value) {
    if (value != null) {
      conditions.add(condition);
      parameters.and(name, value);
    }
  }

  /** One more than is shown tells whether there is a next page. */
  private static AuditPage page(List<AuditEntry> found, int limit) {
    List<AuditEntry> shown = found.subList(0, Math.min(limit, found.size()));
    String next = found.size() > limit ? NumberCursor.after(LIST, shown.getLast().id()) : null;
    return new AuditPage(shown.stream().map(AuditPage.Entry::of).toList(), next);
  }
}
