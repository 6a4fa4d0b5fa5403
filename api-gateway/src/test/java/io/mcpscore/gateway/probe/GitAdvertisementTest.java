package io.mcpscore.gateway.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GitAdvertisementTest {

  private static final String SERVICE = "001e# service=git-upload-pack\n0000";
  private static final String SHA_1 = "0123456789".repeat(4);
  private static final String SHA_256 = "0123456789abcdef".repeat(4);

  @Test
  void anAdvertisementBeginsWithHead() {
    assertEquals(SHA_1, GitAdvertisement.head(SERVICE + "0150" + SHA_1 + " HEAD\0multi_ack"));
    assertEquals(SHA_1, GitAdvertisement.head("0150" + SHA_1 + " HEAD\0multi_ack\n0000"));
    assertEquals(SHA_256, GitAdvertisement.head(SERVICE + "0170" + SHA_256 + " HEAD\0thin-pack"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "001e# service=git-upload-pack\n0000",
        "001e# service=git-upload-pack\n0000000eversion 2\n",
        "001e# service=git-upload-pack\n000000a8"
            + "0000000000000000000000000000000000000000 capabilities^{}\0thin-pack",
        "0150012345678901234567890123456789012345678 HEAD\0",
        "01500123456789012345678901234567890123456789 refs/heads/main\0",
        "<html>HEAD"
      })
  void everythingElseNamesNoHead(String text) {
    assertNull(GitAdvertisement.head(text));
  }
}
