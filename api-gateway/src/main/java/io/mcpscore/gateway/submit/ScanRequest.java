package io.mcpscore.gateway.submit;

import io.mcpscore.gateway.http.ApiException;
import io.mcpscore.gateway.http.Body;
import io.mcpscore.model.ErrorCode;
import io.mcpscore.model.RepositoryAddress;
import java.util.Set;

/**
 * A checked wish for a scan.
 *
 * @param repository what to scan, with ref and path
 * @param forceRefresh whether to bypass results that exist
 * @param enableAi whether the AI stage is wanted
 * @param digest of the body, to recognise the same wish
 */
record ScanRequest(
    RepositoryAddress repository, boolean forceRefresh, boolean enableAi, String digest) {

  private static final Set<String> MEMBERS =
      Set.of("url", "forceRefresh", "enableAI", "ref", "path");

  /**
   * Reads the body; {@code ref} and {@code path} override what the URL says.
   *
   * @param json as it came
   * @param hosts git hosts that are allowed
   * @throws ApiException {@code INVALID_REQUEST} or {@code INVALID_URL}
   */
  static ScanRequest read(byte[] json, Set<String> hosts) {
    Body body = Body.read(json, MEMBERS);
    String url = body.text("url");
    if (url == null) {
      throw ApiException.invalidRequest("The member url is required");
    }
    RepositoryAddress named =
        RepositoryAddress.parse(url, hosts).orElseThrow(ScanRequest::invalidUrl);
    String ref = body.text("ref");
    if (ref != null && !RepositoryAddress.isRef(ref)) {
      throw ApiException.invalidRequest("ref must be the name of a branch or tag, or a commit");
    }
    String path = body.text("path");
    if (path != null && !RepositoryAddress.isPath(path)) {
      throw ApiException.invalidRequest("path must be a relative directory such as src/server");
    }
    RepositoryAddress repository =
        named.at(ref == null ? named.ref() : ref, path == null ? named.path() : path);
    return new ScanRequest(
        repository, body.flag("forceRefresh", false), body.flag("enableAI", true), body.digest());
  }

  private static ApiException invalidUrl() {
    return new ApiException(
        ErrorCode.INVALID_URL,
        "Invalid GitHub URL provided",
        "URL must be a valid GitHub repository URL");
  }
}
