package io.mcpscore.gateway.submit;

import io.mcpscore.gateway.http.ApiException;
import io.mcpscore.gateway.http.Body;
import io.mcpscore.gateway.upload.Archive;
import io.mcpscore.gateway.upload.UploadRequest;
import io.mcpscore.model.ErrorCode;
import io.mcpscore.model.Json;
import io.mcpscore.model.RepositoryAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A checked wish for a scan.
 *
 * @param repository what to scan, with ref and path
 * @param forceRefresh whether to bypass results that exist
 * @param enableAi whether the AI stage is wanted
 * @param webhookUrl who wants to hear of the end, or null; not checked yet
 * @param archive the bytes to scan, when they came with the request, or null
 * @param digest of the body, to recognise the same wish; made when it is asked for
 */
record ScanRequest(
    RepositoryAddress repository,
    boolean forceRefresh,
    boolean enableAi,
    String webhookUrl,
    Archive archive,
    Supplier<String> digest) {

  private static final Set<String> MEMBERS = members();

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
    return of(url, ScanOptions.read(body), hosts, body::digest);
  }

  /**
   * A wish for one URL.
   *
   * @throws ApiException {@code INVALID_URL}
   */
  static ScanRequest of(
      String url, ScanOptions options, Set<String> hosts, Supplier<String> digest) {
    RepositoryAddress named =
        RepositoryAddress.parse(url, hosts).orElseThrow(ScanRequest::invalidUrl);
    RepositoryAddress repository =
        named.at(
            options.ref() == null ? named.ref() : options.ref(),
            options.path() == null ? named.path() : options.path());
    return new ScanRequest(
        repository, options.forceRefresh(), options.enableAi(), options.webhookUrl(), null, digest);
  }

  /**
   * A wish for an archive that came with the request.
   *
   * @throws ApiException {@code INVALID_REQUEST}
   */
  static ScanRequest of(UploadRequest upload) {
    String path = upload.options().get("path");
    if (path != null) {
      ScanOptions.requirePath(path);
    }
    RepositoryAddress archive =
        RepositoryAddress.upload(upload.archive().sha256(), upload.name(), path);
    return new ScanRequest(
        archive,
        upload.flag("forceRefresh", false),
        upload.flag("enableAI", true),
        upload.options().get("webhookUrl"),
        upload.archive(),
        () -> Json.sha256(Json.canonical(List.of(archive, upload.options()))));
  }

  private static ApiException invalidUrl() {
    return new ApiException(
        ErrorCode.INVALID_URL,
        "Invalid GitHub URL provided",
        "URL must be a valid GitHub repository URL");
  }

  private static Set<String> members() {
    Set<String> members = new HashSet<>(ScanOptions.MEMBERS);
    members.add("url");
    return Set.copyOf(members);
  }
}
