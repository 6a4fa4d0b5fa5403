package io.mcpscore.gateway.submit;

import io.mcpscore.gateway.http.ApiException;
import io.mcpscore.gateway.http.Body;
import io.mcpscore.model.RepositoryAddress;
import java.util.Set;

/**
 * How to scan, whatever is scanned.
 *
 * @param forceRefresh whether to bypass results that exist
 * @param enableAi whether the AI stage is wanted
 * @param ref in the place of what the URL says, or null
 * @param path in the place of what the URL says, or null
 * @param webhookUrl who wants to hear of the end, or null; not checked yet
 */
record ScanOptions(
    boolean forceRefresh, boolean enableAi, String ref, String path, String webhookUrl) {

  /** Members of a body that are read here. */
  static final Set<String> MEMBERS =
      Set.of("forceRefresh", "enableAI", "ref", "path", "webhookUrl");

  /**
   * Reads the options.
   *
   * @throws ApiException {@code INVALID_REQUEST}
   */
  static ScanOptions read(Body body) {
    String ref = body.text("ref");
    if (ref != null && !RepositoryAddress.isRef(ref)) {
      throw ApiException.invalidRequest("ref must be the name of a branch or tag, or a commit");
    }
    String path = body.text("path");
    if (path != null) {
      requirePath(path);
    }
    return new ScanOptions(
        body.flag("forceRefresh", false),
        body.flag("enableAI", true),
        ref,
        path,
        body.text("webhookUrl"));
  }

  /** Refuses what is no sub-directory. */
  static void requirePath(String path) {
    if (!RepositoryAddress.isPath(path)) {
      throw ApiException.invalidRequest("path must be a relative directory such as src/server");
    }
  }
}
