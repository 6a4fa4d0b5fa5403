package io.mcpscore.gateway.upload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mcpscore.gateway.http.ApiException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UploadRequestTest {

  @ParameterizedTest
  @CsvSource({
    "my-server.zip,my-server.zip",
    "/home/me/my server.zip,my-server.zip",
    "C:\\work\\a.zip,a.zip",
    "../../etc/passwd,passwd",
    ".hidden,hidden",
    "...,archive",
    "日本.zip,zip",
    "'',archive"
  })
  void aNameIsMadeOfWhatTheFileIsCalled(String fileName, String name) {
    assertEquals(name, UploadRequest.of(new byte[1], fileName, Map.of()).name());
  }

  @Test
  void aNameThatIsGivenGoesFirst() {
    assertEquals("x", UploadRequest.of(new byte[1], "a.zip", Map.of("name", "x")).name());
    assertEquals("archive", UploadRequest.of(new byte[1], null, Map.of()).name());
    assertEquals(100, UploadRequest.of(new byte[1], "a".repeat(300), Map.of()).name().length());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a/b", "-a", ".a", "a:b", "a\u0000", "\u00e4"})
  void aNameThatCannotBeOneIsRefused(String name) {
    assertThrows(
        ApiException.class, () -> UploadRequest.of(new byte[1], null, Map.of("name", name)));
  }

  @Test
  void switchesAreTrueOrFalse() {
    UploadRequest upload =
        UploadRequest.of(new byte[1], null, Map.of("enableAI", "false", "forceRefresh", "yes"));

    assertFalse(upload.flag("enableAI", true));
    assertTrue(upload.flag("other", true));
    assertThrows(ApiException.class, () -> upload.flag("forceRefresh", false));
  }
}
