package io.mcpscore.cli.up;

import io.mcpscore.cli.key.AdminClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Optional;

/** The key that the first start makes, so that there is something to try the API with. */
final class DemoKey {

  static final String ACCOUNT = "demo";
  static final String TIER = "enterprise";

  private final State state;
  private final String secret;

  private DemoKey(State state, String secret) {
    this.state = state;
    this.secret = secret;
  }

  /** Makes the key, unless an earlier start showed one. */
  static DemoKey of(State state, AdminClient admin) {
    if (Files.exists(state.demoKeyShown())) {
      return new DemoKey(state, null);
    }
    return new DemoKey(
        state, admin.create(ACCOUNT, TIER, ACCOUNT, null, null).path("key").asText());
  }

  /** The key itself, on the start that made it. */
  Optional<String> secret() {
    return Optional.ofNullable(secret);
  }

  /** Notes that the key was shown; the key itself is kept nowhere. */
  void remember() {
    try {
      if (secret != null) {
        Files.createFile(state.demoKeyShown());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
