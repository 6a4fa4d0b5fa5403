package io.mcpscore.intake;

import io.mcpscore.model.ErrorCode;
import io.mcpscore.model.ScanFailedException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectIdRef;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.RefSpec;

/**
 * The one thing a fetch asks for: the default branch, or what the user named, looked up as a
 * branch, as a tag, and then, if it has the form, as a commit.
 *
 * @param name branch, tag or commit, or null for the default branch
 */
record WantedRef(String name) {

  private static final Pattern COMMIT = Pattern.compile("[0-9a-fA-F]{40}");

  /** What the host has to list, so that it need not list everything. */
  List<RefSpec> listed() {
    return candidates().stream().map(RefSpec::new).toList();
  }

  /**
   * Finds it among what the host listed.
   *
   * @throws ScanFailedException {@code REPO_NOT_FOUND} when the repository has no such ref
   */
  Ref in(FetchConnection connection) {
    return candidates().stream()
        .map(connection::getRef)
        .filter(ref -> ref != null && ref.getObjectId() != null)
        .findFirst()
        .or(this::commit)
        .orElseThrow(this::missing);
  }

  /** Whether only the host can know if it exists. */
  boolean isCommit() {
    return name != null && COMMIT.matcher(name).matches();
  }

  /** The error for a ref that is not there. */
  ScanFailedException missing() {
    if (name == null) {
      return new ScanFailedException(
          ErrorCode.REPO_NOT_FOUND,
          "The repository has no default branch: it is empty, or its HEAD points nowhere.",
          "Name a branch, a tag or a commit in ref.");
    }
    return new ScanFailedException(
        ErrorCode.REPO_NOT_FOUND,
        "The repository has no branch, tag or commit " + name + ".",
        "Commits must be given with all 40 digits and be part of the repository's history.");
  }

  private List<String> candidates() {
    return name == null
        ? List.of(Constants.HEAD)
        : List.of(Constants.R_HEADS + name, Constants.R_TAGS + name);
  }

  private Optional<Ref> commit() {
    return isCommit()
        ? Optional.of(
            new ObjectIdRef.Unpeeled(Ref.Storage.NETWORK, name, ObjectId.fromString(name)))
        : Optional.empty();
  }
}
