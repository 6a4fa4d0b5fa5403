package io.mcpscore.gateway.admin;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

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

  void changeTier(String newTier) {
    tier = newTier;
  }
}
