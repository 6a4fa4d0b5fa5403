package io.mcpscore.intake.net;

import java.io.InputStream;

/** A body of known length. */
final class FixedLengthInputStream extends BodyInputStream {

  FixedLengthInputStream(InputStream in, long length) {
    super(in, length);
  }

  @Override
  long nextPart() {
    return 0;
  }

  @Override
  String truncated(long missing) {
    return "the answer ends " + missing + " bytes early";
  }
}
