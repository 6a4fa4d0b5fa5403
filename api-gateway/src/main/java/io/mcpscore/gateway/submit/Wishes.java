package io.mcpscore.gateway.submit;

import io.mcpscore.gateway.http.ApiException;
import io.mcpscore.model.RepositoryAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The wishes of a batch.
 *
 * @param all in the order of the request
 */
record Wishes(List<Wish> all) {

  /**
   * One wish.
   *
   * @param request what to scan, or null
   * @param refusal why that cannot be, or null
   */
  record Wish(ScanRequest request, BatchAnswer.Item refusal) {}

  /** Reads the URLs; what is none gets its error here. */
  static Wishes of(BatchRequest request, Set<String> hosts) {
    List<Wish> all = new ArrayList<>();
    for (String url : request.urls()) {
      try {
        all.add(new Wish(ScanRequest.of(url, request.options(), hosts, null), null));
      } catch (ApiException e) {
        all.add(new Wish(null, BatchAnswer.Item.of(e.error())));
      }
    }
    return new Wishes(all);
  }

  /** The wishes that differ. */
  List<ScanRequest> distinct() {
    return all.stream()
        .filter(wish -> wish.request() != null)
        .map(Wish::request)
        .distinct()
        .toList();
  }

  /** Canonical URL of each; null where there is none. */
  List<String> urls() {
    List<String> urls = new ArrayList<>();
    all.forEach(
        wish -> urls.add(wish.request() == null ? null : wish.request().repository().url()));
    return urls;
  }

  /**
   * What became of each.
   *
   * @param settled what became of those that differ
   */
  List<BatchAnswer.Item> inOrder(Map<RepositoryAddress, BatchAnswer.Item> settled) {
    Set<RepositoryAddress> seen = new HashSet<>();
    List<BatchAnswer.Item> items = new ArrayList<>();
    for (Wish wish : all) {
      if (wish.request() == null) {
        items.add(wish.refusal());
        continue;
      }
      RepositoryAddress repository = wish.request().repository();
      BatchAnswer.Item item = settled.get(repository);
      items.add(seen.add(repository) ? item : item.repeated());
    }
    return items;
  }
}
