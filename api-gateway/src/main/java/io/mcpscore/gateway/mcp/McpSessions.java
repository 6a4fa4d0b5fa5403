package io.mcpscore.gateway.mcp;

import io.mcpscore.gateway.auth.Caller;
import io.mcpscore.gateway.auth.Pepper;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.UUID;

/**
 * Ids of sessions. An id proves by itself which key opened it, so that every gateway knows it, none
 * has to remember any, and it is of no use to another key.
 */
@Singleton
class McpSessions {

  private static final int PROOF_DIGITS = 32;

  private final Pepper pepper;

  McpSessions(Pepper pepper) {
    this.pepper = pepper;
  }

  /** A new id for a caller. */
  String open(Caller caller) {
    String name = UUID.randomUUID().toString();
    return name + "." + proof(name, caller);
  }

  /** Whether a caller opened a session. */
  boolean isOpenedBy(Caller caller, String id) {
    int dot = id.indexOf('.');
    if (dot < 0) {
      return false;
    }
    byte[] expected = proof(id.substring(0, dot), caller).getBytes(StandardCharsets.UTF_8);
    return MessageDigest.isEqual(expected, id.substring(dot + 1).getBytes(StandardCharsets.UTF_8));
  }

  private String proof(String name, Caller caller) {
    // No key begins so: nothing that is hashed here can be the hash of a key.
    return pepper.hash("mcp-session/" + caller.hash() + "/" + name).substring(0, PROOF_DIGITS);
  }
}
