package io.mcpscore.local;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.PacketLineOut;
import org.eclipse.jgit.transport.RefAdvertiser.PacketLineOutRefAdvertiser;
import org.eclipse.jgit.transport.TransferConfig;
import org.eclipse.jgit.transport.UploadPack;

/**
 * The two requests of git's smart HTTP that reading needs: {@code GET …/info/refs} and {@code POST
 * …/git-upload-pack}, in protocol 0 and 2, with shallow fetches, object filters and wants by id.
 * All else is 403 (another service) or 404.
 */
final class UploadPackHandler implements HttpHandler {

  private static final String SERVICE = "git-upload-pack";
  private static final Pattern REQUEST =
      Pattern.compile("/(.+?)(?:\\.git)?/(info/refs|" + SERVICE + ")");
  private static final int TIMEOUT_SECONDS = 60;

  private final MirrorLayout layout;

  UploadPackHandler(MirrorLayout layout) {
    this.layout = layout;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Matcher request = REQUEST.matcher(exchange.getRequestURI().getPath());
      Optional<Path> gitDirectory =
          isLocal(exchange) && request.matches() ? layout.find(request.group(1)) : Optional.empty();
      if (gitDirectory.isEmpty()) {
        refuse(exchange, 404, "Repository not found.");
        return;
      }
      try (Repository repository = open(gitDirectory.get())) {
        boolean advertise = request.group(2).equals("info/refs");
        String method = exchange.getRequestMethod();
        if (advertise && !("service=" + SERVICE).equals(exchange.getRequestURI().getQuery())) {
          refuse(exchange, 403, "Only git-upload-pack is served.");
        } else if (advertise && method.equals("GET")) {
          advertise(exchange, uploadPack(exchange, repository));
        } else if (!advertise && method.equals("POST")) {
          upload(exchange, uploadPack(exchange, repository));
        } else {
          refuse(exchange, 405, "Method not allowed.");
        }
      }
    }
  }

  /** A page in a browser can make a name of its own mean 127.0.0.1, but must send that name. */
  private static boolean isLocal(HttpExchange exchange) {
    String host = exchange.getRequestHeaders().getFirst("Host");
    return host != null && host.matches("(127\\.0\\.0\\.1|localhost)(:\\d+)?");
  }

  private static Repository open(Path gitDirectory) throws IOException {
    return new FileRepositoryBuilder().setGitDir(gitDirectory.toFile()).setMustExist(true).build();
  }

  private static UploadPack uploadPack(HttpExchange exchange, Repository repository) {
    Config settings = new Config();
    settings.setBoolean("uploadpack", null, "allowfilter", true);
    settings.setBoolean("uploadpack", null, "allowanysha1inwant", true);
    UploadPack pack = new UploadPack(repository);
    pack.setTransferConfig(new TransferConfig(settings));
    pack.setRequestPolicy(UploadPack.RequestPolicy.ANY);
    pack.setBiDirectionalPipe(false);
    pack.setTimeout(TIMEOUT_SECONDS);
    String protocol = exchange.getRequestHeaders().getFirst("Git-Protocol");
    if (protocol != null) {
      pack.setExtraParameters(List.of(protocol.split(":")));
    }
    return pack;
  }

  private static void advertise(HttpExchange exchange, UploadPack pack) throws IOException {
    try (OutputStream out = answer(exchange, "application/x-" + SERVICE + "-advertisement")) {
      pack.sendAdvertisedRefs(new PacketLineOutRefAdvertiser(new PacketLineOut(out)), SERVICE);
    }
  }

  private static void upload(HttpExchange exchange, UploadPack pack) throws IOException {
    String encoding = exchange.getRequestHeaders().getFirst("Content-Encoding");
    InputStream body = exchange.getRequestBody();
    try (InputStream in = "gzip".equals(encoding) ? new GZIPInputStream(body) : body;
        OutputStream out = answer(exchange, "application/x-" + SERVICE + "-result")) {
      pack.upload(in, out, null);
    }
  }

  private static OutputStream answer(HttpExchange exchange, String type) throws IOException {
    Headers headers = exchange.getResponseHeaders();
    headers.set("Content-Type", type);
    headers.set("Cache-Control", "no-cache");
    exchange.sendResponseHeaders(200, 0);
    return new BufferedOutputStream(exchange.getResponseBody(), 64 * 1024);
  }

  private static void refuse(HttpExchange exchange, int status, String message) throws IOException {
    byte[] text = (message + "\n").getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
    exchange.sendResponseHeaders(status, text.length);
    exchange.getResponseBody().write(text);
  }
}
