package io.mcpscore.model;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * An error as clients see it. Neither text may carry a key, a secret or repository text.
 *
 * @param code upper snake case, for programs
 * @param message one sentence, for people
 * @param details what to do next, or null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ApiError(ErrorCode code, String message, String details) {

  /**
   * The body {@code {"error":{…}}}.
   *
   * @param error the error inside
   */
  public record Body(ApiError error) {}

  /** This error as a body. */
  public Body body() {
    return new Body(this);
  }
}
