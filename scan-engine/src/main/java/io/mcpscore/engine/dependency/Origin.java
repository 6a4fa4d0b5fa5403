package io.mcpscore.engine.dependency;

import java.util.regex.Pattern;

/**
 * Where a package is fetched from.
 *
 * @param form kind of place
 * @param location its URL as the file says it, or null for the registry that is set up
 * @param hashed whether the file fixes the content by a hash or a commit; true where its format
 *     knows none
 */
public record Origin(Form form, String location, boolean hashed) {

  /** The registry that is set up, in a format that holds no hashes. */
  static final Origin REGISTRY = new Origin(Form.REGISTRY, null, true);

  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}(?:[0-9a-f]{24})?");
  private static final Pattern GIT_HOST =
      Pattern.compile(
          "https?://(?:www\\.)?(?:github|gitlab|bitbucket)\\.[a-z]+/[^#?]{1,300}\\.git");
  private static final Pattern SHORT =
      Pattern.compile(
          "(?:(?:github|gitlab|bitbucket|gist):.{1,300}|[\\w.-]{1,100}/[\\w.-]{1,100})(?:#.{0,200})?");

  /** Kinds of place. */
  public enum Form {
    REGISTRY,
    /** A git repository. */
    GIT,
    /** A file at a URL. */
    ARCHIVE,
    /** Part of this repository or of the machine. */
    DIRECTORY
  }

  /**
   * What a version text of npm or a direct reference of Python stands for.
   *
   * @param text such as {@code ^1.2.0}, {@code owner/name#v1} or {@code git+https://host/x@tag}
   */
  public static Origin of(String text) {
    String bare = text.strip();
    if (isDirectory(bare)) {
      return new Origin(Form.DIRECTORY, bare, true);
    }
    boolean git =
        bare.startsWith("git+")
            || bare.startsWith("git:")
            || bare.startsWith("git@")
            || bare.startsWith("ssh:")
            || SHORT.matcher(bare).matches()
            || GIT_HOST.matcher(bare.replaceFirst("[#@][^/]*$", "")).matches();
    if (git) {
      return new Origin(Form.GIT, bare, hasCommit(bare));
    }
    if (bare.startsWith("http://") || bare.startsWith("https://")) {
      return new Origin(Form.ARCHIVE, bare, bare.contains("#sha") || bare.contains("hash="));
    }
    return REGISTRY;
  }

  /** Whether a git reference names one commit. */
  private static boolean hasCommit(String reference) {
    int mark = Math.max(reference.lastIndexOf('#'), reference.lastIndexOf('@'));
    String rest = reference.substring(mark + 1).replaceFirst("[&#].*", "");
    return COMMIT.matcher(rest.replaceFirst("^commit=", "")).matches()
        || COMMIT.matcher(reference.replaceFirst("#.*", "").replaceFirst(".*@", "")).matches();
  }

  private static boolean isDirectory(String text) {
    return text.startsWith("file:")
        || text.startsWith("link:")
        || text.startsWith("portal:")
        || text.startsWith("workspace:")
        || text.startsWith("./")
        || text.startsWith("../")
        || text.startsWith("/")
        || text.startsWith("~/");
  }
}
