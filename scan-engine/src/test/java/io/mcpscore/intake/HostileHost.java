package io.mcpscore.intake;

import io.mcpscore.engine.ScanBudget;
import io.mcpscore.model.ErrorCode;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;

/**
 * A host that breaks a protocol, and how a fetch from it must end.
 *
 * @param name what it does
 * @param isTransient whether another try may be worth it
 */
record HostileHost(
    String name,
    ErrorCode code,
    boolean isTransient,
    ScanBudget budget,
    HostileServer.Script script) {

  private static final ScanBudget SHORT = Attempt.within(Duration.ofMillis(500));
  private static final ScanBudget LONG = Attempt.within(Duration.ofSeconds(20));

  /** Holds the client until its time is over. */
  static HostileHost late(String name, HostileServer.Script script) {
    return new HostileHost(name, ErrorCode.CLONE_TIMEOUT, false, SHORT, script);
  }

  /** Sends more than a repository may have, long before its time is over. */
  static HostileHost large(String name, HostileServer.Script script) {
    return new HostileHost(name, ErrorCode.REPO_TOO_LARGE, false, LONG, script);
  }

  /** Says what no client can read. */
  static HostileHost refused(String name, HostileServer.Script script) {
    return new HostileHost(name, ErrorCode.CLONE_FAILED, false, LONG, script);
  }

  /** Breaks off as an honest host may on a bad day. */
  static HostileHost broken(String name, HostileServer.Script script) {
    return new HostileHost(name, ErrorCode.CLONE_FAILED, true, LONG, script);
  }

  static HostileHost ending(String name, ErrorCode code, HostileServer.Script script) {
    return new HostileHost(name, code, false, LONG, script);
  }

  @Override
  public String toString() {
    return name;
  }

  static void drip(OutputStream out, String text) throws Exception {
    for (char c : text.toCharArray()) {
      out.write(c);
      out.flush();
      Thread.sleep(50);
    }
  }

  /** Writes until the client goes away. */
  static void repeat(OutputStream out, String text) throws IOException {
    while (true) {
      GitWire.write(out, text);
    }
  }
}
