package io.mcpscore.local;

import com.sun.net.httpserver.HttpServer;
import io.mcpscore.intake.IsolatedSystemReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Serves the git repositories below a directory over git's smart HTTP on 127.0.0.1, for reading
 * alone: a stand-in for a git host where there is no network, and in tests.
 *
 * <p>The threads are platform threads: the git library initialises many classes on its first
 * requests, which pins virtual ones until two cores have none left.
 */
public final class MirrorServer implements AutoCloseable {

  private final MirrorLayout layout;
  private final HttpServer server;
  private final ExecutorService threads;

  /**
   * Starts serving.
   *
   * @param directory laid out as {@link MirrorLayout} says; read at every request
   */
  public MirrorServer(Path directory) {
    IsolatedSystemReader.install();
    layout = new MirrorLayout(directory);
    try {
      InetAddress loopback = InetAddress.getByName(Ports.LOOPBACK);
      server = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads =
        Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("git-mirror-", 0).factory());
    server.setExecutor(threads);
    server.createContext("/", new UploadPackHandler(layout));
    server.start();
  }

  /**
   * What stands in the place of {@code https://host}; a repository is at {@code base/owner/name}.
   */
  public URI base() {
    return URI.create("http://" + Ports.LOOPBACK + ":" + server.getAddress().getPort());
  }

  /** Addresses, {@code owner/name}, of what is served now, in order. */
  public List<String> repositories() {
    return layout.repositories();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
