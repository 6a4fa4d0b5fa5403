package io.mcpscore.gateway.admin;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.OffsetDateTime;

/** Owner of keys and scans. */
@Entity
@Table(name = "account")
public class AccountEntity {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  @Column(nullable = false, unique = true)
  private String name;

  @Column(nullable = false)
  private String tier;

  @Column(name = "daily_limit")
  private Integer dailyLimit;

  @Column(name = "queue_limit")
  private Integer queueLimit;

  @Column(nullable = false)
  private long version;

  @Column(name = "created_at", insertable = false, updatable = false)
  private OffsetDateTime createdAt;

  protected AccountEntity() {}

  /** Its number. */
  public Long id() {
    return id;
  }

  /** Its unique name. */
  public String name() {
    return name;
  }

  /** Name of its tier. */
  public String tier() {
    return tier;
  }

  /** Requests a day of each of its keys and people, or null for its tier's. */
  Integer dailyLimit() {
    return dailyLimit;
  }

  /** Unfinished scans that it may have, or null for its tier's. */
  Integer queueLimit() {
    return queueLimit;
  }

  /** Grows with every change, so that copies of the old limits can be told. */
  long version() {
    return version;
  }

  OffsetDateTime createdAt() {
    return createdAt;
  }

  /** Changes the tier; the rest stays. */
  void changeTier(String newTier) {
    change(newTier, dailyLimit, queueLimit);
  }

  /** Changes what the account may do. */
  void change(String newTier, Integer newDailyLimit, Integer newQueueLimit) {
    tier = newTier;
    dailyLimit = newDailyLimit;
    queueLimit = newQueueLimit;
    version++;
  }
}
