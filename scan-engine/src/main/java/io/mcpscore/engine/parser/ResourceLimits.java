package io.mcpscore.engine.parser;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Limits that the kernel holds this process to. The address space is limited relative to what the
 * process has already mapped, so that a file may always use the same amount, whatever the JVM
 * build. Linux only; elsewhere the time limit alone holds.
 */
final class ResourceLimits {

  private static final int RLIMIT_CORE = 4;
  private static final int RLIMIT_AS = 9;
  private static final int PAGE_SIZE_NAME = 30;
  private static final int MAX_DIGITS = 24;

  private static final Path STATISTICS = Path.of("/proc/self/statm");
  private static final boolean LINUX =
      System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("linux");
  private static final long PAGE_SIZE = LINUX ? pageSize() : 0;

  private ResourceLimits() {}

  /** Keeps the memory of a crashed parser off the disk. */
  static void forbidCoreDumps() {
    set(RLIMIT_CORE, 0);
  }

  /** Lets requests for memory fail once this process has so many bytes of address space. */
  static void limitAddressSpace(long bytes) {
    set(RLIMIT_AS, bytes);
  }

  /**
   * Bytes of address space in use, 0 where limits are not known.
   *
   * @throws IOException when the kernel does not tell
   */
  static long addressSpace() throws IOException {
    if (!LINUX) {
      return 0;
    }
    try (InputStream in = Files.newInputStream(STATISTICS)) {
      byte[] pages = in.readNBytes(MAX_DIGITS);
      int end = 0;
      while (pages[end] != ' ') {
        end++;
      }
      return Long.parseLong(new String(pages, 0, end, StandardCharsets.US_ASCII)) * PAGE_SIZE;
    }
  }

  private static void set(int resource, long limit) {
    if (!LINUX) {
      return;
    }
    MethodHandle setrlimit =
        function("setrlimit", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS));
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment softAndHard = arena.allocateFrom(JAVA_LONG, limit, limit);
      if ((int) setrlimit.invokeExact(resource, softAndHard) != 0) {
        throw new IllegalStateException("cannot limit resource " + resource);
      }
    } catch (Throwable e) {
      throw TreeSitter.unexpected(e);
    }
  }

  private static long pageSize() {
    MethodHandle sysconf = function("sysconf", FunctionDescriptor.of(JAVA_LONG, JAVA_INT));
    try {
      return (long) sysconf.invokeExact(PAGE_SIZE_NAME);
    } catch (Throwable e) {
      throw TreeSitter.unexpected(e);
    }
  }

  private static MethodHandle function(String name, FunctionDescriptor type) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), type);
  }
}
