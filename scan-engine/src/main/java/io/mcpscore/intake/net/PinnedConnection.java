package io.mcpscore.intake.net;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.TrustManager;
import org.eclipse.jgit.transport.http.HttpConnection;

/**
 * One HTTP/1.1 request and its answer on a connection of its own. Requests are small and kept in
 * memory; answers are streamed. No content coding is asked for or accepted: packs are compressed
 * already, and the byte budget then also bounds what the git library unpacks of the protocol.
 */
final class PinnedConnection implements HttpConnection {

  private static final int MAX_REQUEST = 1 << 20;

  /** Headers that the git library does not choose. */
  private static final Set<String> OURS =
      Set.of(
          "accept-encoding",
          "authorization",
          "connection",
          "content-length",
          "cookie",
          "host",
          "transfer-encoding");

  /**
   * All that the git library learns of an answer's head: what asks for authentication could make it
   * use credentials of the machine.
   */
  private static final Set<String> SHOWN = Set.of("content-type", "content-length", "location");

  private final URL url;
  private final Origin origin;
  private final PinnedSocket pinned;
  private final TransferGuard guard;
  private final Map<String, String> request = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final ByteArrayOutputStream body = new BoundedBuffer();
  private String method = METHOD_GET;
  private ResponseHead head;
  private InputStream answer;

  private static final String METHOD_GET = "GET";

  /**
   * A request that is sent once its answer is asked for.
   *
   * @param authorization value of the header of that name, or null to send none
   */
  PinnedConnection(
      URL url, Origin origin, PinnedSocket pinned, TransferGuard guard, String authorization) {
    this.url = url;
    this.origin = origin;
    this.pinned = pinned;
    this.guard = guard;
    if (authorization != null) {
      request.put("Authorization", authorization);
    }
  }

  @Override
  public void connect() throws IOException {
    if (head != null) {
      return;
    }
    try {
      Socket socket = pinned.open();
      OutputStream out = socket.getOutputStream();
      out.write(requestHead());
      body.writeTo(out);
      out.flush();
      InputStream in =
          new BufferedInputStream(new GuardedInputStream(socket.getInputStream(), guard), 1 << 14);
      ResponseHead received = ResponseHead.read(in);
      String coding = received.header("Content-Encoding");
      if (coding != null && !coding.equalsIgnoreCase("identity")) {
        throw new ProtocolException("content coding not asked for");
      }
      answer = new Closing(new PacketInputStream(received.body(in), guard));
      head = received;
      guard.answered(received);
    } catch (IOException e) {
      pinned.close();
      throw e;
    }
  }

  private byte[] requestHead() {
    StringBuilder text = new StringBuilder(method).append(' ').append(url.getFile());
    text.append(" HTTP/1.1\r\nHost: ").append(origin.authority()).append("\r\n");
    request.forEach((name, value) -> text.append(name + ": " + value + "\r\n"));
    text.append("Connection: close\r\n");
    if (!method.equals(METHOD_GET)) {
      text.append("Content-Length: ").append(body.size()).append("\r\n");
    }
    return text.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void setRequestProperty(String name, String value) {
    boolean ours = OURS.contains(name.toLowerCase(Locale.ROOT));
    if (!ours && (name + value).chars().noneMatch(c -> c == '\r' || c == '\n')) {
      request.put(name, value);
    }
  }

  @Override
  public int getResponseCode() throws IOException {
    connect();
    return head.status();
  }

  @Override
  public String getResponseMessage() throws IOException {
    connect();
    return head.reason();
  }

  @Override
  public InputStream getInputStream() throws IOException {
    connect();
    return answer;
  }

  @Override
  public Map<String, List<String>> getHeaderFields() {
    Map<String, List<String>> shown = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    if (head != null) {
      head.headers().forEach((name, values) -> show(shown, name, values));
    }
    return shown;
  }

  @Override
  public String getHeaderField(String name) {
    List<String> values = getHeaderFields(name);
    return values.isEmpty() ? null : values.getLast();
  }

  private static void show(Map<String, List<String>> shown, String name, List<String> values) {
    if (SHOWN.contains(name.toLowerCase(Locale.ROOT))) {
      shown.put(name, values);
    }
  }

  @Override
  public List<String> getHeaderFields(String name) {
    return getHeaderFields().getOrDefault(name, List.of());
  }

  @Override
  public String getContentType() {
    return getHeaderField("Content-Type");
  }

  @Override
  public int getContentLength() {
    String length = getHeaderField("Content-Length");
    return length != null && length.matches("\\d{1,9}") ? Integer.parseInt(length) : -1;
  }

  @Override
  public OutputStream getOutputStream() {
    return body;
  }

  @Override
  public URL getURL() {
    return url;
  }

  @Override
  public void setRequestMethod(String newMethod) {
    method = newMethod;
  }

  @Override
  public String getRequestMethod() {
    return method;
  }

  @Override
  public boolean usingProxy() {
    return false;
  }

  // What follows is fixed here and not for the git library to choose.

  @Override
  public void setUseCaches(boolean useCaches) {}

  @Override
  public void setConnectTimeout(int timeout) {}

  @Override
  public void setReadTimeout(int timeout) {}

  @Override
  public void setInstanceFollowRedirects(boolean redirect) {}

  @Override
  public void setDoOutput(boolean output) {}

  @Override
  public void setFixedLengthStreamingMode(int contentLength) {}

  @Override
  public void setChunkedStreamingMode(int chunkLength) {}

  @Override
  public void configure(KeyManager[] keys, TrustManager[] trust, SecureRandom random) {
    throw new UnsupportedOperationException("certificates are always verified");
  }

  @Override
  public void setHostnameVerifier(HostnameVerifier verifier) {
    throw new UnsupportedOperationException("host names are always verified");
  }

  /** Gives the socket back when the answer is closed. */
  private final class Closing extends FilterInputStream {

    Closing(InputStream in) {
      super(in);
    }

    @Override
    public void close() throws IOException {
      pinned.close();
    }
  }

  /** Holds a request, and no more than a fetch ever needs. */
  private static final class BoundedBuffer extends ByteArrayOutputStream {

    @Override
    public synchronized void write(int b) {
      requireRoom(1);
      super.write(b);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
      requireRoom(length);
      super.write(bytes, offset, length);
    }

    private void requireRoom(int more) {
      if (count + more > MAX_REQUEST) {
        throw new IllegalStateException("a request over " + MAX_REQUEST + " bytes");
      }
    }
  }
}
