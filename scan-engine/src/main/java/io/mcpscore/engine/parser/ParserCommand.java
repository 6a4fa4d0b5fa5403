package io.mcpscore.engine.parser;

import io.mcpscore.engine.source.SourceText;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The command line of a parser process: the Java that runs now, with as little as it needs. */
final class ParserCommand {

  /**
   * Class path of the parser process, for class loaders that do not say where their classes are.
   * The environment variable is {@code MCPSCORE_PARSER_CLASSPATH}.
   */
  static final String CLASS_PATH_PROPERTY = "mcpscore.parser.classpath";

  private final long memory;
  private final int maxNodes;
  private final List<String> command = new ArrayList<>();

  /**
   * Settles the command.
   *
   * @param memory bytes that parsing of one file may take beside the JVM
   * @param maxNodes nodes of one tree
   */
  ParserCommand(long memory, int maxNodes) {
    this.memory = memory;
    this.maxNodes = maxNodes;
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            // Warnings of the JVM go to standard output otherwise, into the protocol.
            "-XX:+DisplayVMOutputToStderr",
            "-Xms8m",
            "-Xmx192m",
            "-Xss512k",
            "-XX:+UseSerialGC",
            "-XX:ReservedCodeCacheSize=16m",
            "-XX:CompressedClassSpaceSize=16m",
            // Without the first tier a small repository costs a fifth less processor time, a large
            // one the same.
            "-XX:-TieredCompilation",
            "-XX:-UsePerfData",
            "-XX:ErrorFile=/dev/null",
            "-XX:-DumpReplayDataOnError",
            "-Xshare:auto",
            "--enable-native-access=ALL-UNNAMED",
            "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
            "-cp",
            classPath(),
            ParserMain.class.getName()));
  }

  /** Starts a process that gets nothing of this one's environment. */
  Process start() throws IOException {
    List<String> full = new ArrayList<>(command);
    full.add(Long.toString(ProcessHandle.current().pid()));
    full.add(Long.toString(memory));
    full.add(Integer.toString(maxNodes));
    ProcessBuilder builder = new ProcessBuilder(full);
    builder.environment().clear();
    // Without this, glibc reserves 64 MB of the limited address space for each thread.
    builder.environment().put("MALLOC_ARENA_MAX", "1");
    return builder.start();
  }

  private static String classPath() {
    String given =
        System.getProperty(CLASS_PATH_PROPERTY, System.getenv("MCPSCORE_PARSER_CLASSPATH"));
    if (given != null) {
      return given;
    }
    return Stream.concat(
            Stream.of(ParserMain.class, SourceText.class), NativeLibraries.markers().stream())
        .map(ParserCommand::location)
        .distinct()
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static String location(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    if (source == null || source.getLocation() == null) {
      throw new IllegalStateException(
          "no place known for " + type.getName() + ": set -D" + CLASS_PATH_PROPERTY);
    }
    return Path.of(URI.create(source.getLocation().toString())).toString();
  }
}
