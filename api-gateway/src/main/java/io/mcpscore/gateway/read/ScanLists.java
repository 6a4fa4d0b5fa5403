package io.mcpscore.gateway.read;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Pages of scans, newest first. */
@ApplicationScoped
public class ScanLists implements PanacheRepositoryBase<ListedScan, String> {

  /**
   * One page.
   *
   * @param filter what to show, and from where
   * @param limit how many at most
   */
  @WithSession
  Uni<ScanPage> page(ScanFilter filter, int limit) {
    // One more than is shown tells whether there is a next page.
    return find(filter.condition() + " order by id desc", filter.parameters())
        .range(0, limit)
        .list()
        .map(found -> page(found, limit));
  }

  private static ScanPage page(List<ListedScan> found, int limit) {
    List<ListedScan> shown = found.subList(0, Math.min(limit, found.size()));
    String next = found.size() > limit ? Cursor.after(shown.getLast().id()) : null;
    return new ScanPage(shown.stream().map(ListedScan::item).toList(), next);
  }
}
