package io.mcpscore.intake.net;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.mcpscore.engine.Cancellation;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What of an answer is handed on. */
class PacketInputStreamTest {

  private final TransferGuard guard =
      new TransferGuard(Duration.ofMinutes(1), Long.MAX_VALUE, new Cancellation());

  @AfterEach
  void close() {
    guard.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00",
        "0000",
        "0008abcd00010002",
        "0004",
        "0003",
        "00",
        "0009\1PACK0009\3oops0000",
        "ffff\1cut",
        "PACK\0\0\0\2 is no packet \2 at all",
        "<html>\2</html>"
      })
  void everythingButProgressIsHandedOnAsItIs(String answer) throws IOException {
    assertEquals(answer, read(answer));
  }

  @Test
  void progressIsReadOver() throws IOException {
    assertEquals("0009\1PACK0000", read("0008\2abc0009\1PACK0005\0020000"));
  }

  @Test
  void progressThatIsCutOffIsAnError() {
    assertThrows(EOFException.class, () -> read("0fff\2abc"));
  }

  private String read(String answer) throws IOException {
    InputStream in = new ByteArrayInputStream(answer.getBytes(ISO_8859_1));
    return new String(new PacketInputStream(in, guard).readAllBytes(), ISO_8859_1);
  }
}
