package io.mcpscore.gateway.audit;

import java.util.Map;

/**
 * What is done.
 *
 * @param action kind of thing and verb: {@code key.create}
 * @param account name of the account that it is about, or null
 * @param target what it is done to: an id, or null while there is none
 * @param details further facts, none of them secret
 */
public record Act(String action, String account, String target, Map<String, ?> details) {

  /** An act without further facts. */
  public Act(String action, String account, String target) {
    this(action, account, target, Map.of());
  }

  /** The same act, once it is known what it was done to. */
  public Act on(String newAccount, String newTarget) {
    return new Act(action, newAccount, newTarget, details);
  }
}
