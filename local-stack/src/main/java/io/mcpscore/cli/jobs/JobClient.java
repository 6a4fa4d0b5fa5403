package io.mcpscore.cli.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import io.mcpscore.cli.CliException;
import io.mcpscore.cli.gateway.Gateway;
import java.util.ArrayList;
import java.util.List;

/**
 * The administration of jobs in a gateway. Every method throws {@link CliException} with the
 * gateway's own words when it refuses.
 *
 * @param gateway whose jobs
 */
record JobClient(Gateway gateway) {

  private static final String JOBS = "/jobs";
  private static final int PAGE = 100;

  /**
   * Which jobs.
   *
   * @param state as the gateway names it, or null for all that may need someone
   * @param account name of the owner, or null for all
   */
  record Query(String state, String account) {}

  /**
   * Some jobs.
   *
   * @param jobs newest first
   * @param more whether there are older ones
   */
  record Found(List<JsonNode> jobs, boolean more) {}

  /** The newest jobs, page after page. */
  Found list(Query query, int most) {
    List<JsonNode> jobs = new ArrayList<>();
    String cursor = null;
    do {
      JsonNode page =
          gateway.get(JOBS + parameters(query, Math.min(PAGE, most - jobs.size()), cursor));
      page.path("jobs").forEach(jobs::add);
      cursor = page.path("nextCursor").asText(null);
    } while (cursor != null && jobs.size() < most);
    return new Found(jobs, cursor != null);
  }

  /** One job. */
  JsonNode show(String id) {
    return gateway.get(job(id));
  }

  /** Gives a failed job a new round of attempts, under its id. */
  JsonNode retry(String id, boolean force) {
    return gateway.post(job(id) + "/retry" + (force ? "?force=true" : ""), null);
  }

  /** Takes a waiting job out of the queue. */
  JsonNode drop(String id) {
    return gateway.delete(job(id));
  }

  private static String job(String id) {
    return JOBS + "/" + Gateway.encode(id);
  }

  private static String parameters(Query query, int limit, String cursor) {
    StringBuilder out = new StringBuilder("?limit=").append(limit);
    add(out, "state", query.state());
    add(out, "account", query.account());
    add(out, "cursor", cursor);
    return out.toString();
  }

  private static void add(StringBuilder out, String name, String value) {
    if (value != null) {
      out.append('&').append(name).append('=').append(Gateway.encode(value));
    }
  }
}
