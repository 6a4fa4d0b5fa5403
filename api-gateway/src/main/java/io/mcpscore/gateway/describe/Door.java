package io.mcpscore.gateway.describe;

import io.mcpscore.model.ErrorCode;
import java.util.EnumSet;
import java.util.Set;
import org.eclipse.microprofile.openapi.models.Operation;

/** Who may pass, and what everybody hears who may not. */
enum Door {
  /** Holders of API keys. */
  KEY("Key"),
  /** Operators. */
  OPERATOR("Operator"),
  /** Anyone. */
  OPEN("");

  private final String prefix;

  Door(String prefix) {
    this.prefix = prefix;
  }

  static Door of(Operation operation) {
    if (operation.getSecurity() == null || operation.getSecurity().isEmpty()) {
      return OPEN;
    }
    boolean key =
        operation.getSecurity().stream().anyMatch(s -> !s.getSchemes().containsKey("adminToken"));
    return key ? KEY : OPERATOR;
  }

  /** For the names of what operations behind one door share. */
  String prefix() {
    return prefix;
  }

  /** Errors that every operation behind it can answer with. */
  Set<ErrorCode> codes(Operation operation) {
    // What any request can be answered with.
    EnumSet<ErrorCode> codes =
        EnumSet.of(
            ErrorCode.INVALID_REQUEST,
            ErrorCode.NOT_ACCEPTABLE,
            ErrorCode.PAYLOAD_TOO_LARGE,
            ErrorCode.INTERNAL_ERROR,
            ErrorCode.SERVICE_UNAVAILABLE);
    if (this != OPEN) {
      codes.add(ErrorCode.UNAUTHORIZED);
      codes.add(ErrorCode.RATE_LIMIT_EXCEEDED);
      codes.add(this == KEY ? ErrorCode.API_ACCESS_REQUIRED : ErrorCode.NOT_FOUND);
    }
    if (operation.getRequestBody() != null) {
      codes.add(ErrorCode.UNSUPPORTED_MEDIA_TYPE);
    }
    return codes;
  }
}
