package io.mcpscore.gateway.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.mcpscore.gateway.http.Times;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A page of the audit log, newest first.
 *
 * @param entries at most as many as were asked for
 * @param nextCursor where the next page begins, or null on the last
 */
public record AuditPage(
    List<Entry> entries, @JsonInclude(JsonInclude.Include.ALWAYS) String nextCursor) {

  /**
   * One act.
   *
   * @param id {@code audit_} and a number; later acts have higher ones
   * @param at when it was done
   * @param actor {@code operator}, or {@code key_} or {@code person_} and a number
   * @param actorName of a person as the identity provider shows it, or null
   * @param action kind of thing and verb
   * @param account that it is about, or null
   * @param target what it was done to, or null
   * @param details further facts
   * @param outcome {@code done}, or the code of the error with which it was refused
   * @param requestId of the request
   * @param address of the client, or of the proxy in front
   */
  @Schema(name = "AuditEntry")
  public record Entry(
      String id,
      Instant at,
      String actor,
      String actorName,
      String action,
      String account,
      String target,
      @JsonRawValue @Schema(implementation = Map.class) String details,
      String outcome,
      String requestId,
      String address) {

    static Entry of(AuditEntry entry) {
      return new Entry(
          "audit_" + entry.id(),
          Times.seconds(entry.at()),
          entry.actor(),
          entry.actorName(),
          entry.action(),
          entry.account(),
          entry.target(),
          entry.details(),
          entry.outcome(),
          entry.requestId(),
          entry.address());
    }
  }
}
