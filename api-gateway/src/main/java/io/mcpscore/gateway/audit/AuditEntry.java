package io.mcpscore.gateway.audit;

import io.mcpscore.model.Json;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.OffsetDateTime;
import org.hibernate.annotations.Immutable;

/** A line of the audit log; the database refuses to change or remove one. */
@Entity
@Immutable
@Table(name = "audit")
class AuditEntry {

  static final String DONE = "done";

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  @Column(insertable = false, updatable = false)
  private OffsetDateTime at;

  @Column(nullable = false)
  private String actor;

  @Column(name = "actor_name")
  private String actorName;

  @Column(nullable = false)
  private String action;

  private String account;

  private String target;

  @Column(nullable = false)
  private String details;

  @Column(nullable = false)
  private String outcome;

  @Column(name = "request_id", nullable = false)
  private String requestId;

  @Column(nullable = false)
  private String address;

  protected AuditEntry() {}

  AuditEntry(Actor who, Act what, String outcome) {
    this.actor = who.id();
    this.actorName = who.name();
    this.action = what.action();
    this.account = what.account();
    this.target = what.target();
    this.details = Json.write(what.details());
    this.outcome = outcome;
    this.requestId = who.origin().requestId();
    this.address = who.origin().address();
  }

  Long id() {
    return id;
  }

  OffsetDateTime at() {
    return at;
  }

  String actor() {
    return actor;
  }

  String actorName() {
    return actorName;
  }

  String action() {
    return action;
  }

  String account() {
    return account;
  }

  String target() {
    return target;
  }

  String details() {
    return details;
  }

  String outcome() {
    return outcome;
  }

  String requestId() {
    return requestId;
  }

  String address() {
    return address;
  }
}
