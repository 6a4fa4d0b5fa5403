package io.mcpscore.gateway.upload;

import io.mcpscore.gateway.http.ApiException;
import io.mcpscore.model.RepositoryAddress;
import java.util.Map;
import java.util.Set;

/**
 * A checked wish for a scan of an archive.
 *
 * @param archive the bytes
 * @param name of it
 * @param options what else was said, by name: the members of a JSON body, as texts
 */
public record UploadRequest(Archive archive, String name, Map<String, String> options) {

  /** Options that an upload may have, besides its name. */
  static final Set<String> NAMES = Set.of("name", "path", "enableAI", "forceRefresh", "webhookUrl");

  private static final String DEFAULT_NAME = "archive";
  private static final int LONGEST_NAME = 100;

  /**
   * A wish.
   *
   * @param fileName as the client's machine calls it, or null; what a name cannot have is replaced
   * @throws ApiException {@code INVALID_REQUEST} for a {@code name} that cannot be one
   */
  static UploadRequest of(byte[] content, String fileName, Map<String, String> options) {
    String given = options.get("name");
    if (given != null && !RepositoryAddress.isUploadName(given)) {
      throw ApiException.invalidRequest(
          "name must be 1 to 100 of the characters A-Z, a-z, 0-9, dot, dash and underscore, and"
              + " begin with a letter or digit");
    }
    return new UploadRequest(
        new Archive(content), given == null ? named(fileName) : given, options);
  }

  /** A switch among the options. */
  public boolean flag(String option, boolean defaultValue) {
    String text = options.get(option);
    if (text == null) {
      return defaultValue;
    }
    if (!text.equals("true") && !text.equals("false")) {
      throw ApiException.invalidRequest(option + " must be true or false");
    }
    return text.equals("true");
  }

  private static String named(String fileName) {
    if (fileName == null) {
      return DEFAULT_NAME;
    }
    String last =
        fileName.substring(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1);
    String clean = last.replaceAll("[^A-Za-z0-9._-]", "-").replaceFirst("^[^A-Za-z0-9]+", "");
    String cut = clean.substring(0, Math.min(LONGEST_NAME, clean.length()));
    return cut.isEmpty() ? DEFAULT_NAME : cut;
  }
}
