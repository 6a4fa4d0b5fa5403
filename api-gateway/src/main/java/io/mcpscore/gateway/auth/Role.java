package io.mcpscore.gateway.auth;

/** What a caller may do in its account; each role may also do what those before it may. */
public enum Role {
  /** Reads. */
  VIEWER,

  /** Submits scans. */
  SUBMITTER,

  /** Manages the account's keys. */
  ADMIN;

  /** Whether this role may do what another one may. */
  public boolean includes(Role other) {
    return compareTo(other) >= 0;
  }
}
