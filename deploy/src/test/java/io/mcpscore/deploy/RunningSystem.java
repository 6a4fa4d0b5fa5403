package io.mcpscore.deploy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The system as {@code ./mcpscore up} starts it, in a process of its own. */
final class RunningSystem implements AutoCloseable {

  private static final Pattern KEY = Pattern.compile("mcp_sk_[0-9A-Za-z]{32}");
  private static final Duration START = Duration.ofMinutes(3);

  private static final int SIGINT = 2;

  private final Process process;
  private final int port;
  private final List<String> output = Collections.synchronizedList(new ArrayList<>());

  private RunningSystem(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Starts the system and returns once it says how to stop it. */
  static RunningSystem start(Path state, Path mirror) throws IOException, InterruptedException {
    int port = freePort();
    Process process =
        command(
                List.of(
                    "up",
                    "--port",
                    String.valueOf(port),
                    "--state",
                    state.toString(),
                    "--mirror",
                    "github.com=" + mirror))
            .redirectErrorStream(true)
            .start();
    RunningSystem system = new RunningSystem(process, port);
    CountDownLatch ready = new CountDownLatch(1);
    Thread.ofVirtual().start(() -> system.read(ready));
    boolean up = ready.await(START.toSeconds(), TimeUnit.SECONDS) && process.isAlive();
    if (!up) {
      system.close();
      throw new AssertionError("up did not start:\n" + system.text());
    }
    return system;
  }

  /** A command of the launcher, run from the top of the project. */
  static ProcessBuilder command(List<String> arguments) {
    List<String> line = new ArrayList<>();
    line.add(Project.top().resolve("mcpscore").toString());
    line.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(line).directory(Project.top().toFile());
    // The build that runs these tests has just packaged everything.
    builder.environment().put("MCPSCORE_SKIP_BUILD", "yes");
    // Receivers of events in tests have private addresses.
    builder.environment().put("MCPSCORE_WEBHOOKS_PRIVATE_HOSTS", "127.0.0.1");
    return builder;
  }

  /** All that it printed so far. */
  String text() {
    return String.join("\n", List.copyOf(output));
  }

  /** Base address of the gateway. */
  String address() {
    return "http://127.0.0.1:" + port;
  }

  int port() {
    return port;
  }

  /** The key that was printed, or null when none was. */
  String printedKey() {
    Matcher key = KEY.matcher(text());
    return key.find() ? key.group() : null;
  }

  /** Every process below the launcher. */
  List<ProcessHandle> children() {
    return process.descendants().toList();
  }

  /** The worker's process. */
  ProcessHandle worker() {
    return children().stream()
        .filter(p -> p.info().commandLine().orElse("").contains("scan-worker"))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no worker among the children"));
  }

  /** What Ctrl-C does. Returns once the launcher has ended. */
  int interrupt() throws IOException, InterruptedException {
    String signal = interruptsAreIgnored() ? "-TERM" : "-INT";
    new ProcessBuilder("kill", signal, String.valueOf(process.pid())).start().waitFor();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      throw new AssertionError("up did not stop:\n" + text());
    }
    return process.exitValue();
  }

  /** Shells start background jobs so, and no program below can listen to the signal then. */
  private static boolean interruptsAreIgnored() throws IOException {
    String ignored =
        Files.readAllLines(Path.of("/proc/self/status")).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .map(line -> line.substring(line.indexOf(':') + 1).strip())
            .findFirst()
            .orElse("0");
    return (Long.parseUnsignedLong(ignored, 16) & (1 << (SIGINT - 1))) != 0;
  }

  @Override
  public void close() throws InterruptedException {
    List<ProcessHandle> all =
        Stream.concat(children().stream(), Stream.of(process.toHandle())).toList();
    process.destroy();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      all.forEach(ProcessHandle::destroyForcibly);
    }
  }

  private void read(CountDownLatch ready) {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        output.add(line);
        if (line.contains("Ctrl-C")) {
          ready.countDown();
        }
      }
    } catch (IOException e) {
      output.add("(output ended: " + e.getMessage() + ")");
    } finally {
      ready.countDown();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
