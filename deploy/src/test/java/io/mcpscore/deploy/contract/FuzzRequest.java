package io.mcpscore.deploy.contract;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A request that may be wrong in every part.
 *
 * @param operation it was made from
 * @param method as it is written
 * @param target as it is written
 * @param headers lines
 * @param body may be empty
 * @param ofOperation whether method and path are still those of the operation
 * @param broken whether it is no request in the sense of HTTP any more
 */
record FuzzRequest(
    ApiOperation operation,
    String method,
    String target,
    List<String> headers,
    byte[] body,
    boolean ofOperation,
    boolean broken) {

  /** The bytes to send. */
  byte[] bytes() {
    StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
    head.append("Host: 127.0.0.1\r\nConnection: close\r\n");
    headers.forEach(line -> head.append(line).append("\r\n"));
    boolean announced =
        headers.stream().anyMatch(h -> h.startsWith("Content-Length") || h.startsWith("Transfer"));
    if (body.length > 0 && !announced) {
      head.append("Content-Length: ").append(body.length).append("\r\n");
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    out.writeBytes(body);
    return out.toByteArray();
  }

  @Override
  public String toString() {
    String text = new String(bytes(), StandardCharsets.ISO_8859_1);
    String shown = text.replaceAll("mcp_sk_[0-9A-Za-z]+", "mcp_sk_…").replace("\r\n", "\\r\\n");
    return shown.substring(0, Math.min(shown.length(), 400));
  }
}
