package io.mcpscore.engine.source;

import java.util.Locale;
import java.util.Set;

/**
 * Which files are read. Secrets and payloads stand in files of every name, so this names what is
 * <em>not</em> text, or is text that nobody wrote; the rest is text unless its bytes say otherwise.
 */
final class TextFiles {

  private static final int SNIFFED_BYTES = 8192;

  /** Directories that package managers fill; what lies there is installed, not part of the code. */
  private static final Set<String> INSTALLED =
      Set.of(
          "node_modules",
          "bower_components",
          "jspm_packages",
          "site-packages",
          "__pypackages__",
          ".venv",
          "venv",
          ".tox",
          ".nox",
          ".yarn",
          ".pnpm-store",
          "__pycache__");

  private static final String MEDIA =
      "png jpg jpeg gif webp avif bmp ico icns tif tiff svg psd ai eps mp3 mp4 m4a wav ogg flac"
          + " webm mov avi mkv woff woff2 ttf otf eot pdf doc docx xls xlsx ppt pptx odt";

  private static final String ARCHIVES_AND_PROGRAMS =
      "zip gz tgz bz2 xz zst 7z rar tar jar war whl egg nupkg mcpb dxt vsix exe dll so dylib a o"
          + " lib bin wasm class pyc pyd node";

  private static final String DATA =
      "db sqlite sqlite3 parquet arrow npy npz pkl pickle pt pth onnx safetensors gguf h5 csv tsv"
          + " jsonl ndjson map po pot mo";

  private static final Set<String> NOT_TEXT =
      Set.of(String.join(" ", MEDIA, ARCHIVES_AND_PROGRAMS, DATA).split(" "));

  private TextFiles() {}

  /** Whether a file was installed by a package manager. */
  static boolean isInstalled(String path) {
    int from = 0;
    for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', from)) {
      if (INSTALLED.contains(path.substring(from, slash).toLowerCase(Locale.ROOT))) {
        return true;
      }
      from = slash + 1;
    }
    return false;
  }

  /** Whether the ending of a path says that there is nothing to read. */
  static boolean hasTextName(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    int dot = name.lastIndexOf('.');
    return dot < 0 || !NOT_TEXT.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT));
  }

  /** Whether bytes are no text: a NUL among the first 8 KB, as git decides it. */
  static boolean isBinary(byte[] bytes) {
    for (int i = 0; i < Math.min(bytes.length, SNIFFED_BYTES); i++) {
      if (bytes[i] == 0) {
        return true;
      }
    }
    return false;
  }
}
