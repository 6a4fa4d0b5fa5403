package io.mcpscore.engine.parser;

import io.mcpscore.engine.syntax.Language;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The parser process: parses what comes over standard input until it ends. A file that needs more
 * memory than allowed aborts the process inside the native code; the pool sees that and starts
 * another.
 */
public final class ParserMain {

  private static final Language[] LANGUAGES = Language.values();

  private final NativeParser parser;
  private final DataInputStream in;
  private final DataOutputStream out;

  private ParserMain(NativeParser parser, DataInputStream in, DataOutputStream out) {
    this.parser = parser;
    this.in = in;
    this.out = out;
  }

  /**
   * Runs the process.
   *
   * @param arguments process id of the parent; bytes of memory that parsing may take; nodes that a
   *     tree may have
   */
  public static void main(String[] arguments) throws IOException {
    DataOutputStream out =
        new DataOutputStream(
            new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16));
    // Standard output is the protocol's: whoever prints must not break it.
    System.setOut(System.err);
    ParentWatch.start(Long.parseLong(arguments[0]));
    DataInputStream in =
        new DataInputStream(
            new BufferedInputStream(new FileInputStream(FileDescriptor.in), 1 << 16));
    NativeParser parser = new NativeParser(Integer.parseInt(arguments[2]));
    new ParserMain(parser, in, out).run(Long.parseLong(arguments[1]));
  }

  private void run(long memory) throws IOException {
    warmUp();
    ResourceLimits.forbidCoreDumps();
    long fresh = ResourceLimits.addressSpace();
    ResourceLimits.limitAddressSpace(fresh + memory);
    out.writeInt(Wire.READY);
    for (Language language : LANGUAGES) {
      Wire.writeVocabulary(out, parser.vocabulary(language));
    }
    out.flush();
    for (int language = in.read(); language >= 0; language = in.read()) {
      answer(LANGUAGES[language], readText());
      // What one file left behind would be missing for the next.
      out.writeBoolean(ResourceLimits.addressSpace() - fresh < memory / 8);
      out.flush();
    }
  }

  /** Links every call before the address space is limited and the first file's time runs. */
  private void warmUp() {
    for (Language language : LANGUAGES) {
      parser.parse(language, "f(x)".getBytes(StandardCharsets.UTF_8));
    }
  }

  private byte[] readText() throws IOException {
    byte[] text = new byte[in.readInt()];
    if (in.readNBytes(text, 0, text.length) < text.length) {
      throw new EOFException();
    }
    return text;
  }

  private void answer(Language language, byte[] text) throws IOException {
    Optional<FlatTree> tree;
    try {
      tree = parser.parse(language, text);
    } catch (OutOfMemoryError e) {
      out.writeByte(Wire.OUT_OF_MEMORY);
      return;
    }
    if (tree.isEmpty()) {
      out.writeByte(Wire.TOO_MANY_NODES);
    } else {
      Wire.writeTree(out, tree.get());
    }
  }
}
