package io.mcpscore.engine.parser;

import io.mcpscore.engine.syntax.Language;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.treesitter.TSParser;
import org.treesitter.TreeSitterJavascript;
import org.treesitter.TreeSitterPython;
import org.treesitter.TreeSitterTsx;
import org.treesitter.TreeSitterTypescript;

/**
 * The shared libraries inside the tree-sitter jars. Only the libraries are used: the Java classes
 * of those jars serve as addresses, and are never initialised.
 */
final class NativeLibraries {

  private static final String CORE = "tree-sitter";

  private NativeLibraries() {}

  /** Classes that lie in the jars with the libraries, one a jar. */
  static List<Class<?>> markers() {
    return List.of(
        TSParser.class,
        TreeSitterJavascript.class,
        TreeSitterPython.class,
        TreeSitterTsx.class,
        TreeSitterTypescript.class);
  }

  /** Loads the library with the {@code ts_*} functions. */
  static SymbolLookup core() {
    return load(TSParser.class, CORE);
  }

  /** Loads the library of a grammar, which exports {@code tree_sitter_<language>}. */
  static SymbolLookup grammar(Language language) {
    Class<?> marker =
        switch (language) {
          case JAVASCRIPT -> TreeSitterJavascript.class;
          case PYTHON -> TreeSitterPython.class;
          case TSX -> TreeSitterTsx.class;
          case TYPESCRIPT -> TreeSitterTypescript.class;
        };
    return load(marker, CORE + "-" + language.name().toLowerCase(Locale.ROOT));
  }

  /**
   * Loads a library for the rest of the process. The file lies in a fresh folder that only this
   * user can enter, and only until it is mapped, so nobody can swap it and nothing stays behind.
   *
   * @throws UnsupportedOperationException when the jar has none for this platform
   */
  private static SymbolLookup load(Class<?> marker, String name) {
    String resource = "lib/" + platformFile(name);
    try (InputStream in = marker.getClassLoader().getResourceAsStream(resource)) {
      if (in == null) {
        throw new UnsupportedOperationException("no parser library " + resource);
      }
      Path folder = Files.createTempDirectory("mcpscore-parser");
      Path file = folder.resolve(name);
      try {
        Files.copy(in, file);
        return SymbolLookup.libraryLookup(file, Arena.global());
      } finally {
        Files.deleteIfExists(file);
        Files.delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot unpack parser library " + resource, e);
    }
  }

  private static String platformFile(String name) {
    String cpu = System.getProperty("os.arch");
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String prefix = cpu.equals("amd64") ? "x86_64" : cpu;
    return system.startsWith("mac")
        ? prefix + "-macos-" + name + ".dylib"
        : prefix + "-linux-gnu-" + name + ".so";
  }
}
