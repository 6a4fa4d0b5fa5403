package io.mcpscore.intake;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Fetches in a process of its own, whose heap is bounded and whose files can be watched. It reads a
 * base URL from each line and answers with the code, or {@code null}, and the most heap used so
 * far, in bytes.
 */
public final class FetchingProcess implements AutoCloseable {

  private final Process process;
  private final BufferedReader answers;

  /**
   * Starts it.
   *
   * @param directory its working directory, home and place for temporary files
   * @param heapMegabytes its limit
   */
  FetchingProcess(Path directory, int heapMegabytes) throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx" + heapMegabytes + "m",
            "-XX:+UseSerialGC",
            "-XX:-UsePerfData",
            "-Djava.io.tmpdir=" + directory,
            "-Duser.home=" + directory,
            "-cp",
            System.getProperty("java.class.path"),
            FetchingProcess.class.getName());
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().put("HOME", directory.toString());
    process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /** Lets it fetch. */
  void ask(URI base) throws IOException {
    process.getOutputStream().write((base + "\n").getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
  }

  /** Code and bytes of heap, or null when the process is gone. */
  String[] answer() throws IOException {
    String line = answers.readLine();
    return line == null ? null : line.split(" ");
  }

  long pid() {
    return process.pid();
  }

  /** SIGKILL. */
  @Override
  public void close() throws IOException {
    process.destroyForcibly().onExit().join();
  }

  /** What runs in the process. */
  public static void main(String[] arguments) throws IOException {
    BufferedReader bases =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String base = bases.readLine(); base != null; base = bases.readLine()) {
      Attempt attempt = Attempt.at(URI.create(base), Attempt.within(Duration.ofSeconds(30)));
      System.out.println(attempt.code() + " " + peak());
    }
  }

  private static long peak() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .map(MemoryPoolMXBean::getPeakUsage)
        .mapToLong(usage -> usage.getUsed())
        .sum();
  }
}
