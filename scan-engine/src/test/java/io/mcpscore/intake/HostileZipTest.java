package io.mcpscore.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.mcpscore.engine.ScanBudget;
import io.mcpscore.model.ErrorCode;
import io.mcpscore.model.ScanFailedException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** ZIP files that programs would read in different ways, or that stand for more than they hold. */
class HostileZipTest {

  private static final int LOCAL = 0x04034b50;
  private static final int CENTRAL = 0x02014b50;
  private static final int END = 0x06054b50;

  private static final ArchiveIntake INTAKE =
      new ArchiveIntake(ZipLimits.DEFAULT, ScanBudget.DEFAULT);

  /** Changes an honest archive of the stored files {@code a} and {@code b}. */
  private interface Harm {
    void to(ByteBuffer zip, int firstCentral, int end);
  }

  @Test
  void theArchiveThatIsHarmedIsHonest() {
    assertEquals(2, open(honest()));
  }

  static Stream<Arguments> harms() {
    return Stream.of(
        harm("encrypted", (zip, central, end) -> zip.putShort(central + 8, (short) 1)),
        harm("strongly encrypted", (zip, central, end) -> zip.putShort(central + 8, (short) 0x40)),
        harm("method of bzip2", (zip, central, end) -> zip.putShort(central + 10, (short) 12)),
        harm("stored with two sizes", (zip, central, end) -> zip.putInt(central + 24, 9)),
        harm("size of ZIP64", (zip, central, end) -> zip.putInt(central + 20, -1)),
        harm("expanded size of ZIP64", (zip, central, end) -> zip.putInt(central + 24, -1)),
        harm(
            "number of entries of ZIP64",
            (zip, central, end) -> zip.putShort(end + 10, (short) -1)),
        harm("offset of ZIP64", (zip, central, end) -> zip.putInt(end + 16, -1)),
        harm(
            "more entries than there are",
            (zip, central, end) -> zip.putShort(end + 10, (short) 3)),
        harm(
            "fewer entries than there are",
            (zip, central, end) -> zip.putShort(end + 10, (short) 1)),
        harm("second volume", (zip, central, end) -> zip.putShort(end + 4, (short) 1)),
        harm("another name in the file", (zip, central, end) -> zip.put(30, (byte) 'x')),
        harm("another method in the file", (zip, central, end) -> zip.putShort(8, (short) 8)),
        harm("another size in the file", (zip, central, end) -> zip.putInt(22, 7)),
        harm("another checksum in the file", (zip, central, end) -> zip.putInt(14, 7)),
        harm(
            "two files of the same bytes", (zip, central, end) -> zip.putInt(central + 47 + 42, 0)),
        harm(
            "a file that starts in another",
            (zip, central, end) -> zip.putInt(central + 47 + 42, 9)),
        harm(
            "a file that is the directory",
            (zip, central, end) -> zip.putInt(central + 42, central)),
        harm("a file outside", (zip, central, end) -> zip.putInt(central + 42, 1 << 30)),
        harm("a name outside", (zip, central, end) -> zip.putShort(central + 28, (short) -1)),
        Arguments.of("bytes ahead", shifted()),
        Arguments.of("bytes behind", Arrays.copyOf(honest(), honest().length + 1)),
        Arguments.of("no end", Arrays.copyOf(honest(), honest().length - 1)),
        Arguments.of(
            "a hidden file", zip(zip -> zip.file("a", "1").hidden("h", "2").file("b", "3"))),
        Arguments.of("a directory with bytes", zip(zip -> zip.file("a/", "1").file("b", "2"))),
        Arguments.of("a file below a file", zip(zip -> zip.file("a", "1").file("a/b", "2"))),
        Arguments.of("a second name", zip(zip -> zip.named("a", "../../x", "1").file("b", "2"))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("harms")
  void archiveThatContradictsItselfIsRefused(String name, byte[] zip) {
    ScanFailedException e = assertThrows(ScanFailedException.class, () -> open(zip));
    assertEquals(ErrorCode.CLONE_FAILED, e.error().code());
  }

  @Test
  void thousandFilesOfTheSameBytesAreRefused() {
    byte[] zip =
        zip(
            builder -> {
              builder.file("f", "x".repeat(10_000));
              for (int i = 0; i < 1000; i++) {
                builder.again("g" + i);
              }
            });
    assertThrows(ScanFailedException.class, () -> open(zip));
  }

  private static int open(byte[] zip) {
    return INTAKE.open(new ByteArrayInputStream(zip)).entries().size();
  }

  private static Arguments harm(String name, Harm harm) {
    byte[] zip = honest();
    ByteBuffer buffer = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
    int end = zip.length - 22;
    harm.to(buffer, buffer.getInt(end + 16), end);
    return Arguments.of(name, zip);
  }

  private static byte[] honest() {
    return zip(zip -> zip.file("a", "1").file("b", "2"));
  }

  private static byte[] shifted() {
    byte[] zip = honest();
    ByteBuffer moved = ByteBuffer.allocate(zip.length + 4).order(ByteOrder.LITTLE_ENDIAN);
    moved.putInt(0).put(zip);
    int end = moved.capacity() - 22;
    int central = moved.getInt(end + 16) + 4;
    moved.putInt(end + 16, central);
    moved.putInt(central + 42, moved.getInt(central + 42) + 4);
    moved.putInt(central + 47 + 42, moved.getInt(central + 47 + 42) + 4);
    return moved.array();
  }

  private static byte[] zip(Consumer<Builder> filling) {
    Builder builder = new Builder();
    filling.accept(builder);
    return builder.bytes();
  }

  /** Writes stored files by hand. */
  private static final class Builder {

    private final ByteArrayOutputStream files = new ByteArrayOutputStream();
    private final ByteArrayOutputStream directory = new ByteArrayOutputStream();
    private int entries;
    private int lastSize;
    private int lastCrc;

    Builder file(String name, String text) {
      return named(name, null, text);
    }

    Builder named(String name, String second, String text) {
      int offset = files.size();
      local(name, text);
      central(name, second, offset);
      return this;
    }

    /** A file that the directory does not know. */
    Builder hidden(String name, String text) {
      local(name, text);
      return this;
    }

    /** Another name for the bytes of the first file. */
    void again(String name) {
      central(name, null, 0);
    }

    private void local(String name, String text) {
      CRC32 crc = new CRC32();
      crc.update(text.getBytes(UTF_8));
      lastCrc = (int) crc.getValue();
      lastSize = text.length();
      ByteBuffer head = buffer(30);
      head.putInt(LOCAL).putShort((short) 20).putShort((short) 0).putShort((short) 0).putInt(0);
      head.putInt(lastCrc).putInt(lastSize).putInt(lastSize);
      head.putShort((short) name.length()).putShort((short) 0);
      files.writeBytes(head.array());
      files.writeBytes((name + text).getBytes(UTF_8));
    }

    private void central(String name, String second, int offset) {
      entries++;
      byte[] extra = second == null ? new byte[0] : unicodePath(second);
      ByteBuffer head = buffer(46);
      head.putInt(CENTRAL).putShort((short) 20).putShort((short) 20).putShort((short) 0);
      head.putShort((short) 0).putInt(0).putInt(lastCrc).putInt(lastSize).putInt(lastSize);
      head.putShort((short) name.length()).putShort((short) extra.length).putShort((short) 0);
      head.putInt(0).putInt(0).putInt(offset);
      directory.writeBytes(head.array());
      directory.writeBytes(name.getBytes(UTF_8));
      directory.writeBytes(extra);
    }

    byte[] bytes() {
      ByteBuffer end = buffer(22);
      end.putInt(END).putInt(0).putShort((short) entries).putShort((short) entries);
      end.putInt(directory.size()).putInt(files.size()).putShort((short) 0);
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      all.writeBytes(files.toByteArray());
      all.writeBytes(directory.toByteArray());
      all.writeBytes(end.array());
      return all.toByteArray();
    }

    private static byte[] unicodePath(String name) {
      ByteBuffer extra = buffer(9 + name.length());
      extra.putShort((short) 0x7075).putShort((short) (5 + name.length()));
      return extra.put((byte) 1).putInt(0).put(name.getBytes(UTF_8)).array();
    }

    private static ByteBuffer buffer(int size) {
      return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
  }
}
