package io.mcpscore.cli.advisories;

import io.mcpscore.engine.dependency.Ecosystem;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/**
 * Files of a web server in the layout of {@code osv.dev}.
 *
 * @param base URL without a slash at its end
 * @param patience how long nothing may come before the server is given up
 */
record AdvisoryDownload(String base, Duration patience) implements AdvisorySource {

  private static final Duration CONNECT = Duration.ofSeconds(20);
  private static final long MOST_BYTES = 4_000_000_000L;
  private static final int BUFFER = 1 << 16;

  @Override
  public String of(Ecosystem ecosystem) {
    return base + "/" + ecosystem.osvName() + "/all.zip";
  }

  @Override
  public void copy(Ecosystem ecosystem, Path to, LongConsumer progress) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(of(ecosystem))).timeout(patience).build();
    try (HttpClient client =
        HttpClient.newBuilder().connectTimeout(CONNECT).followRedirects(Redirect.NORMAL).build()) {
      HttpResponse<InputStream> answer = client.send(request, BodyHandlers.ofInputStream());
      try (InputStream in = answer.body()) {
        if (answer.statusCode() != 200) {
          throw new IOException("the server answered " + answer.statusCode());
        }
        long announced = answer.headers().firstValueAsLong("content-length").orElse(-1);
        receive(in, to, announced, progress);
      }
      client.shutdownNow();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }

  private void receive(InputStream in, Path to, long announced, LongConsumer progress)
      throws IOException {
    AtomicLong received = new AtomicLong();
    AtomicBoolean done = new AtomicBoolean();
    watch(in, received, -1, done);
    try (OutputStream out = Files.newOutputStream(to)) {
      byte[] buffer = new byte[BUFFER];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        out.write(buffer, 0, n);
        progress.accept(received.addAndGet(n));
        if (received.get() > MOST_BYTES) {
          throw new IOException("the file is larger than " + MOST_BYTES + " bytes");
        }
      }
    } finally {
      done.set(true);
    }
    if (announced >= 0 && received.get() != announced) {
      throw new IOException("it broke off after " + received + " of " + announced + " bytes");
    }
  }

  /** Closes a stream through which nothing has come since the last look. */
  private void watch(InputStream in, AtomicLong received, long before, AtomicBoolean done) {
    long now = received.get();
    CompletableFuture.delayedExecutor(patience.toMillis(), TimeUnit.MILLISECONDS)
        .execute(
            () -> {
              if (!done.get() && received.get() == now && before == now) {
                closeQuietly(in);
              } else if (!done.get()) {
                watch(in, received, now, done);
              }
            });
  }

  private static void closeQuietly(InputStream in) {
    try {
      in.close();
    } catch (IOException e) {
      // The reader learns of the end either way.
    }
  }
}
