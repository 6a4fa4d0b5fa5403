package io.mcpscore.gateway.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignatureTest {

  private static final byte[] KEY = Base64.getDecoder().decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
  private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);

  /** The example that the libraries of Standard Webhooks are tested with. */
  @Test
  void aSignatureIsThatOfTheStandard() {
    assertEquals(
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        Signature.of(List.of(KEY), "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330L, BODY));
  }

  @Test
  void whileASecretChangesBothSign() {
    byte[] other = "another key of the very same use".getBytes(StandardCharsets.UTF_8);

    String both = Signature.of(List.of(other, KEY), "id", 1, BODY);

    assertEquals(2, both.split(" ").length);
    assertTrue(both.endsWith(" " + Signature.of(List.of(KEY), "id", 1, BODY)), both);
  }
}
