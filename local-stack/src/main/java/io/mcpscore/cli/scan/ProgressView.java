package io.mcpscore.cli.scan;

import io.mcpscore.intake.TransferProgress;
import io.mcpscore.model.Progress;

/** Shows how far a scan is. */
public interface ProgressView extends AutoCloseable {

  /** Shows nothing. */
  ProgressView NONE =
      new ProgressView() {
        @Override
        public void fetched(TransferProgress progress) {}

        @Override
        public void analysed(Progress progress) {}

        @Override
        public void close() {}
      };

  /** Bytes arrived from the git host. */
  void fetched(TransferProgress progress);

  /** The engine went on; may be called by several threads, never by two at once. */
  void analysed(Progress progress);

  /** Removes what is shown. */
  @Override
  void close();
}
