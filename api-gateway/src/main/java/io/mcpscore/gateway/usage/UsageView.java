package io.mcpscore.gateway.usage;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What an account has used of its limits.
 *
 * @param account its name
 * @param tier its tier
 * @param dailyLimit requests per UTC day of each of its keys and people
 * @param today the present UTC day
 * @param keys usable ones, and others that were used today
 * @param people who came today
 * @param days the last 30 UTC days, today first, all keys and people together
 * @param queue unfinished scans
 */
@Schema(name = "Usage")
public record UsageView(
    String account,
    String tier,
    int dailyLimit,
    Today today,
    List<Key> keys,
    List<Person> people,
    List<Day> days,
    Queue queue) {

  /**
   * The present UTC day.
   *
   * @param date of it
   * @param requests of all keys and people
   * @param resetsAt when it ends
   */
  @Schema(name = "UsageToday")
  public record Today(LocalDate date, int requests, Instant resetsAt) {}

  /**
   * Use of a key today.
   *
   * @param id of the key
   * @param name what it is for
   * @param prefix the part of it that may be shown
   * @param requests counted today
   * @param limit requests a day
   */
  @Schema(name = "UsageOfKey")
  public record Key(String id, String name, String prefix, int requests, int limit) {}

  /**
   * Use by a person today.
   *
   * @param id of the person
   * @param requests counted today
   * @param limit requests a day
   */
  @Schema(name = "UsageOfPerson")
  public record Person(String id, int requests, int limit) {}

  /**
   * A UTC day.
   *
   * @param date of it
   * @param requests of all keys and people
   */
  @Schema(name = "UsageOfDay")
  public record Day(LocalDate date, int requests) {}

  /**
   * Use of the queue.
   *
   * @param unfinished scans that wait or run
   * @param limit how many there may be
   */
  @Schema(name = "UsageOfQueue")
  public record Queue(int unfinished, int limit) {}
}
