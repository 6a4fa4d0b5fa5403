package io.mcpscore.intake;

import io.mcpscore.engine.RepositorySnapshot;
import io.mcpscore.engine.ScanBudget;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Reads tar files that are compressed with gzip, in one pass and in memory. A file over the limit
 * is read over; hard links are the file they name, where that came before, and like symbolic links
 * and devices left out where it did not.
 */
final class TarIntake {

  private static final String HERE = "./";

  private final ArchiveBudget limits;
  private final ScanBudget budget;
  private final List<ArchiveTree.Item<byte[]>> items = new ArrayList<>();
  private final Map<String, ArchiveTree.Item<byte[]>> files = new HashMap<>();

  private TarIntake(ArchiveBudget limits, ScanBudget budget) {
    this.limits = limits;
    this.budget = budget;
  }

  /**
   * Reads an archive.
   *
   * @throws ZipException when it is broken or hostile
   */
  static RepositorySnapshot read(byte[] compressed, ZipLimits limits, ScanBudget budget)
      throws IOException {
    ArchiveBudget counted = new ArchiveBudget(limits, compressed.length);
    TarIntake intake = new TarIntake(counted, budget);
    try (InputStream in =
        counted.counting(new GZIPInputStream(new ByteArrayInputStream(compressed)))) {
      intake.read(new TarReader(in));
    }
    return new BytesSnapshot(ArchiveTree.collect(intake.items, budget));
  }

  private void read(TarReader tar) throws IOException {
    for (Optional<TarReader.Header> next = tar.next(); next.isPresent(); next = tar.next()) {
      TarReader.Header header = next.get();
      String name = header.name().startsWith(HERE) ? header.name().substring(2) : header.name();
      if (header.type() == '5' && (name.isEmpty() || name.equals("."))) {
        continue;
      }
      limits.entry(items.size() + 1, budget.entries());
      items.add(item(tar, header, name));
    }
  }

  private ArchiveTree.Item<byte[]> item(TarReader tar, TarReader.Header header, String name)
      throws IOException {
    if (header.type() == '0') {
      limits.expands(header.size());
      boolean kept = header.size() <= budget.fileBytes();
      byte[] bytes = kept ? tar.read((int) header.size()) : null;
      ArchiveTree.Item<byte[]> file =
          new ArchiveTree.Item<>(name, false, true, header.size(), bytes);
      files.put(name, file);
      return file;
    }
    if (header.type() == '1') {
      String to = header.link().startsWith(HERE) ? header.link().substring(2) : header.link();
      ArchiveTree.Item<byte[]> file = files.get(to);
      if (file != null) {
        limits.expands(file.size());
        return new ArchiveTree.Item<>(name, false, true, file.size(), file.handle());
      }
    }
    return new ArchiveTree.Item<>(name, header.type() == '5', false, 0, null);
  }
}
