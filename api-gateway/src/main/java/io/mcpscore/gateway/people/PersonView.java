package io.mcpscore.gateway.people;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mcpscore.gateway.http.Times;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A person as the operator sees it.
 *
 * @param id {@code person_} and a number
 * @param name as the identity provider shows it, or null
 * @param issuer identity provider
 * @param subject name of the person there, for programs
 * @param account that the operator assigned, or null; one that the token names goes before it
 * @param createdAt when the person first came with a role
 * @param lastSeenAt when it last came, to the minute
 */
@Schema(name = "Person")
public record PersonView(
    String id,
    String name,
    String issuer,
    String subject,
    String account,
    Instant createdAt,
    Instant lastSeenAt) {

  static final String PREFIX = "person_";

  /**
   * A page of people.
   *
   * @param people newest first
   * @param nextCursor where the next page begins, or null on the last
   */
  @Schema(name = "People")
  public record Listing(
      List<PersonView> people, @JsonInclude(JsonInclude.Include.ALWAYS) String nextCursor) {}

  static PersonView of(Row row) {
    return new PersonView(
        PREFIX + row.getLong("id"),
        row.getString("name"),
        row.getString("issuer"),
        row.getString("subject"),
        row.getString("account"),
        Times.seconds(row.getOffsetDateTime("created_at")),
        Times.seconds(row.getOffsetDateTime("last_seen_at")));
  }

  /** The number in an id, or -1 when it is no such id. */
  static long number(String id) {
    String digits = id.startsWith(PREFIX) ? id.substring(PREFIX.length()) : "";
    return digits.matches("[0-9]{1,18}") ? Long.parseLong(digits) : -1;
  }
}
