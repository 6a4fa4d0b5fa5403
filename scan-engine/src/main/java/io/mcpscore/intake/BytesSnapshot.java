package io.mcpscore.intake;

/** Files whose bytes are all in memory. */
final class BytesSnapshot extends IndexedSnapshot<byte[]> {

  BytesSnapshot(EntryCollector<byte[]> files) {
    super(null, files);
  }

  @Override
  byte[] load(byte[] bytes, int size) {
    // Whoever reads may also write.
    return bytes.clone();
  }
}
