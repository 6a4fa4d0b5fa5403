package io.mcpscore.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.zip.Deflater;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.util.NB;

/** Writes packs by hand, so that they can hold what no git would write. */
final class TestPack {

  static final int OFS_DELTA = Constants.OBJ_OFS_DELTA;
  static final int REF_DELTA = Constants.OBJ_REF_DELTA;

  private static final String PERSON = "A <a@example.org> 1700000000 +0000\n";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private int objects;

  TestPack() {
    out.writeBytes("PACK".getBytes(UTF_8));
    out.writeBytes(new byte[] {0, 0, 0, 2, 0, 0, 0, 0});
  }

  /** Where the next object begins. */
  long position() {
    return out.size();
  }

  ObjectId blob(byte[] bytes) {
    return whole(Constants.OBJ_BLOB, bytes);
  }

  ObjectId tree(TreeFormatter tree) {
    return whole(Constants.OBJ_TREE, tree.toByteArray());
  }

  /** A tree of one file. */
  ObjectId tree(String name, ObjectId blob) {
    TreeFormatter tree = new TreeFormatter();
    tree.append(name, FileMode.REGULAR_FILE, blob);
    return tree(tree);
  }

  ObjectId commit(ObjectId tree) {
    String text = "tree " + tree.name() + "\nauthor " + PERSON + "committer " + PERSON + "\nx\n";
    return whole(Constants.OBJ_COMMIT, text.getBytes(UTF_8));
  }

  ObjectId tag(ObjectId target, String type) {
    String text =
        "object " + target.name() + "\ntype " + type + "\ntag t\ntagger " + PERSON + "\nx\n";
    return whole(Constants.OBJ_TAG, text.getBytes(UTF_8));
  }

  ObjectId whole(int type, byte[] bytes) {
    head(type, bytes.length);
    deflated(bytes);
    try (ObjectInserter.Formatter formatter = new ObjectInserter.Formatter()) {
      return formatter.idFor(type, bytes);
    }
  }

  /** A blob of zeros that is never in memory as a whole. */
  ObjectId zeros(long length) {
    head(Constants.OBJ_BLOB, length);
    MessageDigest digest = sha1();
    digest.update(("blob " + length + "\0").getBytes(UTF_8));
    byte[] chunk = new byte[1 << 20];
    byte[] buffer = new byte[1 << 16];
    Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    for (long left = length; left > 0; left -= chunk.length) {
      int n = (int) Math.min(left, chunk.length);
      digest.update(chunk, 0, n);
      deflater.setInput(chunk, 0, n);
      while (!deflater.needsInput()) {
        out.write(buffer, 0, deflater.deflate(buffer));
      }
    }
    deflater.finish();
    while (!deflater.finished()) {
      out.write(buffer, 0, deflater.deflate(buffer));
    }
    deflater.end();
    return ObjectId.fromRaw(digest.digest());
  }

  /** A difference to the object at a position; gives back its own position. */
  long offsetDelta(long base, byte[] delta) {
    long at = position();
    head(OFS_DELTA, delta.length);
    offset(at - base);
    deflated(delta);
    return at;
  }

  void refDelta(ObjectId base, byte[] delta) {
    head(REF_DELTA, delta.length);
    byte[] id = new byte[Constants.OBJECT_ID_LENGTH];
    base.copyRawTo(id, 0);
    out.writeBytes(id);
    deflated(delta);
  }

  /** Type and size; counts an object. */
  void head(int type, long size) {
    objects++;
    long rest = size >>> 4;
    int first = type << 4 | (int) (size & 15);
    while (rest != 0) {
      out.write(first | 0x80);
      first = (int) (rest & 0x7f);
      rest >>>= 7;
    }
    out.write(first);
  }

  void deflated(byte[] bytes) {
    Deflater deflater = new Deflater();
    deflater.setInput(bytes);
    deflater.finish();
    byte[] buffer = new byte[1 << 16];
    while (!deflater.finished()) {
      out.write(buffer, 0, deflater.deflate(buffer));
    }
    deflater.end();
  }

  void raw(byte[] bytes) {
    out.writeBytes(bytes);
  }

  byte[] bytes() {
    return bytes(objects);
  }

  /** The pack with a number of objects that may be a lie. */
  byte[] bytes(int announced) {
    byte[] body = out.toByteArray();
    NB.encodeInt32(body, 8, announced);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(body);
    all.writeBytes(sha1().digest(body));
    return all.toByteArray();
  }

  /** A difference that copies its whole base some times and then adds bytes. */
  static byte[] copying(int base, int times, byte[] more) {
    ByteArrayOutputStream delta = new ByteArrayOutputStream();
    number(delta, base);
    number(delta, (long) base * times + more.length);
    for (int i = 0; i < times; i++) {
      for (int at = 0; at < base; at += 0xffffff) {
        copy(delta, at, Math.min(0xffffff, base - at));
      }
    }
    if (more.length > 0) {
      delta.write(more.length);
      delta.writeBytes(more);
    }
    return delta.toByteArray();
  }

  static void number(ByteArrayOutputStream delta, long number) {
    long rest = number;
    while (rest > 0x7f) {
      delta.write((int) (rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    delta.write((int) rest);
  }

  private static void copy(ByteArrayOutputStream delta, int from, int length) {
    delta.write(0xff);
    for (int shift = 0; shift < 32; shift += 8) {
      delta.write(from >>> shift);
    }
    for (int shift = 0; shift < 24; shift += 8) {
      delta.write(length >>> shift);
    }
  }

  private void offset(long distance) {
    byte[] digits = new byte[10];
    int at = digits.length - 1;
    long rest = distance;
    digits[at] = (byte) (rest & 0x7f);
    for (rest >>= 7; rest > 0; rest >>= 7) {
      rest--;
      digits[--at] = (byte) (0x80 | (rest & 0x7f));
    }
    out.write(digits, at, digits.length - at);
  }

  private static MessageDigest sha1() {
    try {
      return MessageDigest.getInstance("SHA-1");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
