package io.mcpscore.gateway.mcp;

import io.mcpscore.model.ErrorCode;

/** What a model should do about an error. */
final class NextSteps {

  private NextSteps() {}

  /** One sentence. */
  static String after(ErrorCode code) {
    return switch (code) {
      case INVALID_URL ->
          "Ask the user for the address of the repository, such as https://github.com/owner/repo.";
      case INVALID_REQUEST -> "Correct the arguments by the input schema and call again.";
      case INVALID_CURSOR -> "Call list_findings again without cursor.";
      case PRIVATE_REPO, REPO_NOT_FOUND ->
          "Check the address with the user; another spelling will not help.";
      case SCAN_NOT_FOUND ->
          "Use a scanId that scan_repository returned to this account, or call scan_repository.";
      case SCAN_NOT_COMPLETE ->
          "Call get_scan with waitSeconds until status is complete; a failed scan has no findings.";
      case CHECK_NOT_FOUND -> "Use a checkId of list_findings.";
      case QUEUE_LIMIT_EXCEEDED, SERVICE_UNAVAILABLE -> "Wait retryAfterSeconds, then call again.";
      case RATE_LIMIT_EXCEEDED -> "Stop calling until the limit resets, and tell the user.";
      default -> "Tell the user; calling again will most likely not help.";
    };
  }
}
