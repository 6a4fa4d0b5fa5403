package io.mcpscore.gateway.read;

import io.mcpscore.gateway.http.ApiException;
import io.mcpscore.model.Grade;
import io.mcpscore.model.RepositoryAddress;
import io.mcpscore.model.ScanStatus;
import io.quarkus.panache.common.Parameters;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Turns query parameters into the condition of a list; every value is bound, none is spliced. */
final class ScanFilter {

  private final List<String> conditions = new ArrayList<>();
  private final Parameters parameters = new Parameters();

  private ScanFilter() {}

  /**
   * A checked filter.
   *
   * @param accountId whose scans
   * @param query as the client sent it
   * @param hosts git hosts, to read {@code repo} with
   * @throws ApiException when a parameter has a value that it cannot have
   */
  static ScanFilter of(long accountId, ScanQuery query, Set<String> hosts) {
    ScanFilter filter = new ScanFilter();
    filter.where("accountId = :account", "account", accountId);
    if (query.cursor() != null) {
      filter.where("id < :cursor", "cursor", Cursor.read(query.cursor()));
    }
    if (query.status() != null) {
      filter.where("status = :status", "status", status(query.status()));
    }
    if (query.grade() != null) {
      filter.where("grade = :grade", "grade", grade(query.grade()));
    }
    if (query.since() != null) {
      filter.where("createdAt >= :since", "since", time("since", query.since()));
    }
    if (query.until() != null) {
      filter.where("createdAt < :until", "until", time("until", query.until()));
    }
    if (query.repo() != null) {
      filter.repository(query.repo(), hosts);
    }
    return filter;
  }

  String condition() {
    return String.join(" and ", conditions);
  }

  Parameters parameters() {
    return parameters;
  }

  private void where(String condition, String name, Object value) {
    conditions.add(condition);
    parameters.and(name, value);
  }

  private void repository(String text, Set<String> hosts) {
    Optional<RepositoryAddress> address = RepositoryAddress.parse(text, hosts);
    if (address.isPresent()) {
      where("host = :host", "host", address.get().host());
    } else {
      // owner/name: the same on every host
      address =
          hosts.stream()
              .sorted()
              .findFirst()
              .flatMap(host -> RepositoryAddress.parse(host + "/" + text, hosts));
    }
    RepositoryAddress found =
        address.orElseThrow(
            () -> ApiException.invalidRequest("repo must be owner/name or a repository URL"));
    where("owner = :owner", "owner", found.owner());
    where("name = :name", "name", found.name());
  }

  private static String status(String text) {
    return Arrays.stream(ScanStatus.values())
        .map(ScanStatus::key)
        .filter(text::equals)
        .findFirst()
        .orElseThrow(
            () ->
                ApiException.invalidRequest(
                    "status must be pending, analyzing, complete or failed"));
  }

  private static String grade(String text) {
    return Arrays.stream(Grade.values())
        .map(Grade::name)
        .filter(text::equals)
        .findFirst()
        .orElseThrow(() -> ApiException.invalidRequest("grade must be A, B, C, D or F"));
  }

  private static OffsetDateTime time(String name, String text) {
    try {
      return text.length() == 10
          ? LocalDate.parse(text).atStartOfDay().atOffset(ZoneOffset.UTC)
          : Instant.parse(text).atOffset(ZoneOffset.UTC);
    } catch (DateTimeParseException e) {
      throw ApiException.invalidRequest(
          name + " must be a time such as 2024-01-15T10:30:00Z or a date");
    }
  }
}
