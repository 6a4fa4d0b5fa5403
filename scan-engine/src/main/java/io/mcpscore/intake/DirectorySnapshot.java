package io.mcpscore.intake;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** Files on disk, read when they are asked for. */
final class DirectorySnapshot extends IndexedSnapshot<Path> {

  DirectorySnapshot(String commit, EntryCollector<Path> files) {
    super(commit, files);
  }

  @Override
  byte[] load(Path file, int size) throws IOException {
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      // One byte more, so that a file that grew is noticed.
      return in.readNBytes(size + 1);
    }
  }
}
