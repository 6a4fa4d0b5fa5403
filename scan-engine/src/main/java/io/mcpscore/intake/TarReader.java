package io.mcpscore.intake;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipException;
import org.eclipse.jgit.util.RawParseUtils;

/**
 * Reads a tar stream entry by entry: the formats of POSIX (ustar and pax) and GNU with long names.
 * Own code because what describes an entry must be bounded before it is read, and because sparse
 * files, volumes and increments are to be refused and not put together.
 */
final class TarReader {

  private static final int BLOCK = 512;

  /** Long names and attributes of one entry. */
  private static final int MAX_META = 1 << 16;

  /**
   * One entry.
   *
   * @param name without a slash at the end
   * @param type the letter of the format; files are {@code '0'} whatever their letter was
   * @param link what a link points to, or the empty text
   * @param size bytes that follow
   */
  record Header(String name, char type, String link, long size) {}

  private final InputStream in;
  private long left;
  private long padding;

  TarReader(InputStream in) {
    this.in = in;
  }

  /**
   * The next entry, past whatever was not read of the last.
   *
   * @return empty at the end, behind which there must be nothing
   * @throws ZipException when this is no tar file or one of a kind that is not read
   */
  Optional<Header> next() throws IOException {
    String longName = null;
    String longLink = null;
    Map<String, String> attributes = Map.of();
    while (true) {
      skip();
      Optional<TarBlock> found = block();
      if (found.isEmpty()) {
        return Optional.empty();
      }
      TarBlock block = found.get();
      left = block.size();
      padding = -block.size() & (BLOCK - 1);
      switch (block.type()) {
        case 'L' -> longName = text(meta());
        case 'K' -> longLink = text(meta());
        case 'x' -> attributes = PaxAttributes.parse(meta());
        case 'g' -> PaxAttributes.parse(meta());
        default -> {
          return Optional.of(header(block, longName, longLink, attributes));
        }
      }
    }
  }

  /** The bytes of the current entry. */
  byte[] read(int size) throws IOException {
    byte[] bytes = in.readNBytes(size);
    left -= bytes.length;
    if (bytes.length < size) {
      throw new EOFException("the archive ends inside a file");
    }
    return bytes;
  }

  private Header header(
      TarBlock block, String longName, String longLink, Map<String, String> attributes)
      throws ZipException {
    String name = attributes.getOrDefault("path", longName == null ? block.name() : longName);
    String link = attributes.getOrDefault("linkpath", longLink == null ? block.link() : longLink);
    if (attributes.containsKey("size")) {
      left = TarBlock.size(attributes.get("size"));
      padding = -left & (BLOCK - 1);
    }
    boolean slash = name.endsWith("/");
    char type = block.type();
    if (type == '0' && slash) {
      // Before there was a letter for directories, the slash said it.
      type = '5';
    }
    if (type != '0' && left > 0) {
      throw new ZipException("something of the archive that is no file has bytes");
    }
    return new Header(slash ? name.substring(0, name.length() - 1) : name, type, link, left);
  }

  private byte[] meta() throws IOException {
    if (left > MAX_META) {
      throw new ZipException("a name in the archive is too long");
    }
    return read((int) left);
  }

  private void skip() throws IOException {
    in.skipNBytes(left + padding);
    left = 0;
    padding = 0;
  }

  private Optional<TarBlock> block() throws IOException {
    byte[] bytes = in.readNBytes(BLOCK);
    if (bytes.length < BLOCK) {
      throw new EOFException("the archive ends before its end");
    }
    if (isZero(bytes, BLOCK)) {
      byte[] rest = new byte[1 << 13];
      for (int n = in.read(rest); n >= 0; n = in.read(rest)) {
        if (!isZero(rest, n)) {
          throw new ZipException("something lies behind the end of the archive");
        }
      }
      return Optional.empty();
    }
    return Optional.of(TarBlock.parse(bytes));
  }

  private static boolean isZero(byte[] bytes, int length) {
    for (int i = 0; i < length; i++) {
      if (bytes[i] != 0) {
        return false;
      }
    }
    return true;
  }

  private static String text(byte[] name) {
    int end = name.length;
    while (end > 0 && name[end - 1] == 0) {
      end--;
    }
    return RawParseUtils.decode(StandardCharsets.UTF_8, name, 0, end);
  }
}
