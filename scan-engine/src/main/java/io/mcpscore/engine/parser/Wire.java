package io.mcpscore.engine.parser;

import io.mcpscore.engine.syntax.Language;
import io.mcpscore.engine.syntax.Vocabulary;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;

/**
 * What goes over the pipes between {@link ParserPool} and {@link ParserMain}; both ends are of one
 * build, so there are no versions.
 *
 * <ul>
 *   <li>hello, once: {@link #READY}, then a vocabulary for each language in the order of the enum
 *   <li>request: language (1 byte), length (4), the bytes of the file
 *   <li>answer: status (1 byte); after {@link #PARSED} the number of nodes (4) and four arrays of
 *       little-endian integers: kinds with fields, starts, ends, ends of subtrees; at last a flag
 *       (1), false when the process has grown and should be replaced
 * </ul>
 */
final class Wire {

  static final int READY = 0x4d435053;

  static final int PARSED = 0;
  static final int TOO_MANY_NODES = 1;
  static final int OUT_OF_MEMORY = 2;

  private static final int CHUNK_INTS = 1 << 15;

  private Wire() {}

  static void writeVocabulary(DataOutputStream out, Vocabulary vocabulary) throws IOException {
    out.writeInt(vocabulary.kinds().length);
    for (int id = 0; id < vocabulary.kinds().length; id++) {
      out.writeUTF(vocabulary.kinds()[id]);
      out.writeBoolean(vocabulary.named()[id]);
    }
    out.writeInt(vocabulary.fields().length);
    for (String field : vocabulary.fields()) {
      out.writeUTF(field);
    }
  }

  static Vocabulary readVocabulary(DataInputStream in) throws IOException {
    String[] kinds = new String[in.readInt()];
    boolean[] named = new boolean[kinds.length];
    for (int id = 0; id < kinds.length; id++) {
      kinds[id] = in.readUTF().intern();
      named[id] = in.readBoolean();
    }
    String[] fields = new String[in.readInt()];
    for (int id = 0; id < fields.length; id++) {
      fields[id] = in.readUTF().intern();
    }
    return new Vocabulary(kinds, named, fields);
  }

  static void writeRequest(DataOutputStream out, Language language, byte[] text)
      throws IOException {
    out.writeByte(language.ordinal());
    out.writeInt(text.length);
    out.write(text);
    out.flush();
  }

  static void writeTree(DataOutputStream out, FlatTree tree) throws IOException {
    out.writeByte(PARSED);
    out.writeInt(tree.size());
    byte[] chunk = chunk(tree.size());
    writeInts(out, tree.kindAndField(), chunk);
    writeInts(out, tree.starts(), chunk);
    writeInts(out, tree.ends(), chunk);
    writeInts(out, tree.subtreeEnds(), chunk);
  }

  /** Reads what follows {@link #PARSED}; the numbers are as untrusted as the file. */
  static FlatTree readTree(DataInputStream in, int textLength, Vocabulary vocabulary)
      throws IOException {
    int size = in.readInt();
    if (size < 1 || size > NativeParser.MAX_NODES) {
      throw new IOException("impossible number of nodes");
    }
    byte[] chunk = chunk(size);
    int[] kindAndField = readInts(in, size, chunk);
    int[] starts = readInts(in, size, chunk);
    int[] ends = readInts(in, size, chunk);
    int[] subtreeEnds = readInts(in, size, chunk);
    return FlatTree.checked(kindAndField, starts, ends, subtreeEnds, textLength, vocabulary);
  }

  /** Most trees are small. */
  private static byte[] chunk(int size) {
    return new byte[Math.min(size, CHUNK_INTS) * Integer.BYTES];
  }

  private static void writeInts(OutputStream out, int[] ints, byte[] chunk) throws IOException {
    IntBuffer view = ints(chunk);
    for (int at = 0; at < ints.length; at += CHUNK_INTS) {
      int count = Math.min(CHUNK_INTS, ints.length - at);
      view.put(0, ints, at, count);
      out.write(chunk, 0, count * Integer.BYTES);
    }
  }

  private static int[] readInts(InputStream in, int size, byte[] chunk) throws IOException {
    int[] ints = new int[size];
    IntBuffer view = ints(chunk);
    for (int at = 0; at < size; at += CHUNK_INTS) {
      int count = Math.min(CHUNK_INTS, size - at);
      if (in.readNBytes(chunk, 0, count * Integer.BYTES) < count * Integer.BYTES) {
        throw new IOException("answer cut short");
      }
      view.get(0, ints, at, count);
    }
    return ints;
  }

  private static IntBuffer ints(byte[] chunk) {
    return ByteBuffer.wrap(chunk).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer();
  }
}
