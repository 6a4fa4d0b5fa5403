package io.mcpscore.gateway.admin;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** An API key, of which only the keyed hash is known. */
@Entity
@Table(name = "api_key")
public class KeyEntity {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  @ManyToOne(fetch = FetchType.LAZY, optional = false)
  @JoinColumn(name = "account_id")
  private AccountEntity account;

  @Column(nullable = false)
  private String name;

  @Column(name = "shown_prefix", nullable = false)
  private String shownPrefix;

  @Column(nullable = false, unique = true)
  private String hash;

  @Column(name = "daily_limit")
  private Integer dailyLimit;

  @Column(name = "limit_widens", nullable = false)
  private boolean limitWidens;

  @Column(name = "created_at", nullable = false, updatable = false)
  private OffsetDateTime createdAt;

  @Column(name = "last_used_at", insertable = false, updatable = false)
  private OffsetDateTime lastUsedAt;

  @Column(name = "expires_at")
  private OffsetDateTime expiresAt;

  @Column(name = "revoked_at")
  private OffsetDateTime revokedAt;

  protected KeyEntity() {}

  KeyEntity(AccountEntity account, KeyWish wish, String shownPrefix, String hash, Instant now) {
    this.account = account;
    this.name = wish.name();
    this.shownPrefix = shownPrefix;
    this.hash = hash;
    this.dailyLimit = wish.dailyLimit();
    this.limitWidens = wish.limitWidens();
    this.expiresAt = wish.expiresAt() == null ? null : wish.expiresAt().atOffset(ZoneOffset.UTC);
    this.createdAt = now.atOffset(ZoneOffset.UTC);
  }

  AccountEntity account() {
    return account;
  }

  Long id() {
    return id;
  }

  String name() {
    return name;
  }

  String shownPrefix() {
    return shownPrefix;
  }

  String hash() {
    return hash;
  }

  Integer dailyLimit() {
    return dailyLimit;
  }

  boolean limitWidens() {
    return limitWidens;
  }

  OffsetDateTime expiresAt() {
    return expiresAt;
  }

  OffsetDateTime createdAt() {
    return createdAt;
  }

  OffsetDateTime lastUsedAt() {
    return lastUsedAt;
  }

  OffsetDateTime revokedAt() {
    return revokedAt;
  }

  void revoke(Instant now) {
    if (revokedAt == null) {
      revokedAt = now.atOffset(ZoneOffset.UTC);
    }
  }
}
