package io.mcpscore.intake;

import io.mcpscore.intake.net.PinnedConnectionFactory.ForeignRedirectException;
import io.mcpscore.intake.net.TransferGuard;
import io.mcpscore.model.ApiError;
import io.mcpscore.model.ErrorCode;
import io.mcpscore.model.ScanFailedException;
import java.io.EOFException;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.security.cert.CertificateException;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.RemoteRepositoryException;
import org.eclipse.jgit.errors.TooLargeObjectInPackException;
import org.eclipse.jgit.internal.JGitText;

/**
 * Says what an exception of a fetch means for the user. The limits of the transfer come first, then
 * what the host answered, then what the connection did. No text of the host or of the repository is
 * passed on.
 */
final class GitFailures {

  private GitFailures() {}

  static ScanFailedException of(Exception e, TransferGuard guard, WantedRef wanted) {
    if (guard.failure().isPresent()) {
      return guard.failure().get();
    }
    // The git library wraps whatever is thrown inside of it.
    return causes(e)
        .filter(ScanFailedException.class::isInstance)
        .map(ScanFailedException.class::cast)
        .findFirst()
        .or(() -> byWait(e, guard))
        .or(() -> byStatus(e, guard.lastStatus()))
        .orElseGet(() -> byCause(e, wanted));
  }

  /**
   * Whether the host cannot leave large files out of a fetch, or says something that may mean it.
   */
  static boolean isFilterRefused(Throwable e) {
    return has(e, RemoteRepositoryException.class)
        || causes(e)
            .anyMatch(
                c ->
                    c.getMessage() != null
                        && c.getMessage().contains(JGitText.get().filterRequiresCapability));
  }

  /** Hosts answer 403 to those who ask too often, too; then they say how long to wait. */
  private static Optional<ScanFailedException> byWait(Exception e, TransferGuard guard) {
    int status = guard.lastStatus();
    return guard
        .retryAfter()
        .filter(wait -> status == 403 || status == 429 || status >= 500)
        .map(
            wait ->
                new ScanFailedException(
                    new ApiError(
                        ErrorCode.CLONE_FAILED,
                        "The git host asks to wait for " + wait.toSeconds() + " s.",
                        "Try again later."),
                    wait,
                    e));
  }

  private static Optional<ScanFailedException> byStatus(Exception e, int status) {
    if (status == 404 || status == 410) {
      return Optional.of(permanent(ErrorCode.REPO_NOT_FOUND, "The repository does not exist."));
    }
    if (status == 401 || status == 403) {
      return Optional.of(
          new ScanFailedException(
              ErrorCode.PRIVATE_REPO,
              "The repository is private or does not exist.",
              "A private repository needs a token in the configuration of the service."));
    }
    if (status == 429 || status >= 500) {
      return Optional.of(temporary("The git host answered with status " + status + ".", e));
    }
    return Optional.empty();
  }

  private static ScanFailedException byCause(Exception e, WantedRef wanted) {
    if (has(e, TooLargeObjectInPackException.class)) {
      return permanent(ErrorCode.REPO_TOO_LARGE, "The repository holds a file that is too large.");
    }
    if (has(e, ForeignRedirectException.class)) {
      return permanent(ErrorCode.CLONE_FAILED, "The git host redirects to another place.");
    }
    if (has(e, CertificateException.class)) {
      return permanent(ErrorCode.CLONE_FAILED, "The certificate of the git host is not valid.");
    }
    if (has(e, SocketException.class)
        || has(e, InterruptedIOException.class)
        || has(e, EOFException.class)
        || has(e, SSLException.class)) {
      return temporary("The connection to the git host broke.", e);
    }
    if (has(e, CorruptObjectException.class)) {
      return permanent(
          ErrorCode.CLONE_FAILED, "The repository holds objects that git itself refuses.");
    }
    if (has(e, IncorrectObjectTypeException.class)) {
      return permanent(ErrorCode.CLONE_FAILED, "The ref of the repository names no commit.");
    }
    // A host that does not know a commit says so in a text of its own.
    if (wanted.isCommit() && has(e, RemoteRepositoryException.class)) {
      return wanted.missing();
    }
    return new ScanFailedException(
        new ApiError(
            ErrorCode.CLONE_FAILED, "The git host gave an answer that git cannot read.", null),
        false,
        e);
  }

  private static ScanFailedException permanent(ErrorCode code, String message) {
    return new ScanFailedException(code, message, null);
  }

  private static ScanFailedException temporary(String message, Exception cause) {
    return new ScanFailedException(
        new ApiError(ErrorCode.CLONE_FAILED, message, "Try again later."), true, cause);
  }

  private static boolean has(Throwable e, Class<? extends Throwable> type) {
    return causes(e).anyMatch(type::isInstance);
  }

  private static Stream<Throwable> causes(Throwable e) {
    return Stream.iterate(e, c -> c != null, Throwable::getCause).limit(16);
  }
}
