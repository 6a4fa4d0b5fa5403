package io.mcpscore.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** A program that starts services and never stops them. */
final class AbandonedServices {

  private AbandonedServices() {}

  /** Starts services in a JVM of their own, kills it, and answers the servers that still run. */
  static List<Long> leaveBehind(Path home) throws IOException, InterruptedException {
    Process launcher =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                AbandonedServices.class.getName(),
                home.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String line =
        new BufferedReader(
                new InputStreamReader(launcher.getInputStream(), StandardCharsets.US_ASCII))
            .readLine();
    launcher.destroyForcibly().waitFor();
    return Arrays.stream(line.split(" "))
        .map(Long::parseLong)
        .filter(AbandonedServices::lives)
        .toList();
  }

  /** Prints the ids of the servers and waits to be killed. */
  public static void main(String[] arguments) throws Exception {
    Path home = Path.of(arguments[0]);
    LocalServices services = LocalServices.in(home);
    services.start(service -> {});
    LocalPostgres postgres = services.postgres();
    try (Connection connection =
        DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password())) {
      connection.createStatement().execute("CREATE TABLE kept AS SELECT 7 AS n");
    }
    Stream<ProcessHandle> servers =
        Stream.concat(
            Postmaster.of(home.resolve("postgres/data")).map(Postmaster::process).stream(),
            new PidFile(home.resolve("redis/redis.pid"), home.toString()).living().stream());
    System.out.println(
        String.join(" ", servers.map(server -> Long.toString(server.pid())).toList()));
    Thread.sleep(Long.MAX_VALUE);
  }

  private static boolean lives(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }
}
