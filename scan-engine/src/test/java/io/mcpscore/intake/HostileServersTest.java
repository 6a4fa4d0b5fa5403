package io.mcpscore.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Hosts that break HTTP or git's protocol on purpose: each ends in its code, in time. */
class HostileServersTest {

  @AfterEach
  void nextFetchWorks() {
    Attempt.assertUnharmed();
  }

  static Stream<HostileHost> hosts() {
    return Stream.concat(HostileHttp.all(), HostileGit.all());
  }

  @ParameterizedTest
  @MethodSource("hosts")
  void hostEndsInItsCode(HostileHost host) {
    try (HostileServer server = new HostileServer(host.script())) {
      Attempt attempt = Attempt.at(server.base(), host.budget());
      attempt.mustEnd(host.code(), host.budget());
      assertEquals(host.isTransient(), attempt.isTransient(), attempt.message());
      assertFalse(attempt.message().contains("secret"), attempt.message());
    }
  }
}
