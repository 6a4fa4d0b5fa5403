package io.mcpscore.gateway.submit;

import io.mcpscore.gateway.http.ApiException;
import io.mcpscore.gateway.http.Body;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A checked wish for many scans.
 *
 * @param urls as they came; each may be none
 * @param options of all of them
 * @param digest of the body, to recognise the same wish
 */
record BatchRequest(List<String> urls, ScanOptions options, String digest) {

  private static final Set<String> MEMBERS = members();

  /**
   * Reads the body.
   *
   * @param json as it came
   * @param most how many URLs there may be
   * @throws ApiException {@code INVALID_REQUEST} for what makes the whole of it unreadable
   */
  static BatchRequest read(byte[] json, int most) {
    Body body = Body.read(json, MEMBERS);
    return new BatchRequest(body.texts("urls", most), ScanOptions.read(body), body.digest());
  }

  private static Set<String> members() {
    Set<String> members = new HashSet<>(ScanOptions.MEMBERS);
    members.add("urls");
    return Set.copyOf(members);
  }
}
