package io.mcpscore.model;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A repository on a git host, and which part of it to scan. Host, owner and name are lower case:
 * upper and lower case are one repository. An archive that was uploaded is one too, on a host that
 * cannot be; see {@link #upload}.
 *
 * @param host such as {@code github.com}
 * @param owner user or organisation; may hold slashes on hosts with groups, never on github.com
 * @param name repository, without {@code .git}
 * @param ref branch, tag or commit, or null for the default branch
 * @param path sub-directory, without leading or trailing slash, or null for the whole tree
 */
public record RepositoryAddress(String host, String owner, String name, String ref, String path) {

  /** In the place of a host for archives that were uploaded; no host has a colon in its name. */
  private static final String UPLOAD = "upload:";

  private static final int MAX_LENGTH = 2048;
  private static final Pattern OWNER = Pattern.compile("[a-z0-9](?:[a-z0-9._-]{0,98}[a-z0-9_])?");
  private static final Pattern NAME = Pattern.compile("[a-z0-9._-]{1,100}");
  private static final Pattern UPLOAD_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
  private static final Pattern REF = Pattern.compile("[\\p{L}\\p{N}._/@#+=-]{1,250}");

  /**
   * An archive that was uploaded. What tells it from others is its content, which stands in the
   * place of the owner.
   *
   * @param sha256 of its bytes, in lower-case hex
   * @param name as the client called it, see {@link #isUploadName}
   * @param path sub-directory, or null for the whole tree
   */
  public static RepositoryAddress upload(String sha256, String name, String path) {
    return new RepositoryAddress(UPLOAD, sha256, name, null, path);
  }

  /** Whether this is an archive that was uploaded; {@link #owner} is its SHA-256 then. */
  public boolean isUpload() {
    return host.equals(UPLOAD);
  }

  /** Whether a text can be the name of an upload: letters, digits, dot, dash and underscore. */
  public static boolean isUploadName(String text) {
    return UPLOAD_NAME.matcher(text).matches();
  }

  /**
   * The canonical URL, without ref and path: {@code https://host/owner/name}, or {@code
   * upload:name}, which no client can ask for.
   */
  public String url() {
    return isUpload() ? UPLOAD + name : "https://" + host + "/" + owner + "/" + name;
  }

  /** The same repository at another ref and path; either may be null. */
  public RepositoryAddress at(String newRef, String newPath) {
    return new RepositoryAddress(host, owner, name, newRef, newPath);
  }

  /**
   * Reads an address as people paste it: with or without scheme, {@code www.}, {@code .git}, a
   * trailing slash, {@code /tree/<ref>[/sub/path]} (the ref is the first segment: give refs with
   * slashes in {@code ref}) or {@code /blob/<ref>/…} (the file is ignored). Query and fragment are
   * ignored; user-info, ports and every other form are refused.
   *
   * @param text what the client sent
   * @param hosts lower-case hosts that are allowed
   * @return the address, or empty when the text is none
   */
  public static Optional<RepositoryAddress> parse(String text, Set<String> hosts) {
    String trimmed = text == null ? "" : text.strip();
    if (trimmed.isEmpty() || trimmed.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    String absolute = trimmed.contains("://") ? trimmed : "https://" + trimmed;
    try {
      return parse(new URI(absolute), hosts);
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /**
   * Whether a text can be a branch, tag or commit by git's own rules for names: no part is empty,
   * begins with a dot or ends in {@code .lock}, and no name begins with a dash or ends in a dot.
   */
  public static boolean isRef(String text) {
    return REF.matcher(text).matches()
        && !text.startsWith("-")
        && !text.endsWith(".")
        && !text.contains("..")
        && !text.equals("@")
        && Arrays.stream(text.split("/", -1))
            .noneMatch(s -> s.isEmpty() || s.startsWith(".") || s.endsWith(".lock"));
  }

  /** Whether a text can be a sub-directory: relative, no empty, {@code .} or {@code ..} segment. */
  public static boolean isPath(String text) {
    return !text.isEmpty()
        && text.length() <= 1024
        && text.chars().noneMatch(c -> c < ' ' || c == '\\')
        && Arrays.stream(text.split("/", -1))
            .noneMatch(s -> s.isEmpty() || s.equals(".") || s.equals(".."));
  }

  private static Optional<RepositoryAddress> parse(URI uri, Set<String> hosts) {
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    boolean web = scheme.equals("https") || scheme.equals("http");
    if (!web || uri.getHost() == null || uri.getRawUserInfo() != null || uri.getPort() != -1) {
      return Optional.empty();
    }
    String named = uri.getHost().toLowerCase(Locale.ROOT);
    String host = named.startsWith("www.") ? named.substring(4) : named;
    String path = uri.getPath() == null ? "" : uri.getPath().replaceAll("^/+|/+$", "");
    List<String> parts = List.of(path.split("/", -1));
    if (!hosts.contains(host) || parts.size() < 2) {
      return Optional.empty();
    }
    String owner = parts.get(0).toLowerCase(Locale.ROOT);
    String name = parts.get(1).toLowerCase(Locale.ROOT).replaceFirst("\\.git$", "");
    if (!OWNER.matcher(owner).matches() || !NAME.matcher(name).matches()) {
      return Optional.empty();
    }
    if (name.equals(".") || name.equals("..")) {
      return Optional.empty();
    }
    RepositoryAddress whole = new RepositoryAddress(host, owner, name, null, null);
    return parts.size() == 2 ? Optional.of(whole) : whole.withView(parts.subList(2, parts.size()));
  }

  private Optional<RepositoryAddress> withView(List<String> view) {
    boolean tree = view.get(0).equals("tree");
    if (!(tree || view.get(0).equals("blob")) || view.size() < 2 || !isRef(view.get(1))) {
      return Optional.empty();
    }
    String sub = String.join("/", view.subList(2, view.size()));
    if (!sub.isEmpty() && !isPath(sub)) {
      return Optional.empty();
    }
    return Optional.of(at(view.get(1), tree && !sub.isEmpty() ? sub : null));
  }
}
