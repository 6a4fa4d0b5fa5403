package io.mcpscore.gateway.upload;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.mcpscore.gateway.http.ApiException;
import io.mcpscore.model.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UploadFormTest {

  private static final String TYPE = "multipart/form-data; boundary=b0undary";
  private static final String FILE =
      "--b0undary\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.zip\"\r\n"
          + "Content-Type: application/zip\r\n\r\nPK\0\u00ff\r\n--x\r\n";
  private static final String END = "--b0undary--\r\n";

  @Test
  void aFormHasAFileAndFields() {
    UploadForm form = read(field("path", "src/server") + FILE + field("name", "x") + END);

    assertArrayEquals(bytes("PK\0\u00ff\r\n--x"), form.content());
    assertEquals("a.zip", form.fileName());
    assertEquals(Map.of("path", "src/server", "name", "x"), form.fields());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "--b0undary--\r\n",
        "--b0undary\r\n",
        "nonsense",
        "--other\r\n"
            + "Content-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\n"
            + "x\r\n"
            + "--other--",
        "--b0undary\r\n\r\nx\r\n--b0undary--\r\n",
        "--b0undary\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b0undary--\r\n",
        "--b0undary\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nx\r\n--b0undary--\r\n",
        "--b0undary\r\n"
            + "Content-Disposition: form-data; name=\"other\"; filename=\"a\"\r\n\r\n"
            + "x\r\n"
            + "--b0undary--\r\n",
        "--b0undary\r\n"
            + "Content-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\n"
            + "never ends"
      })
  void whatIsNoSuchFormIsRefused(String body) {
    refused(body);
  }

  @Test
  void partsThatAreUnknownOrComeTwiceAreRefused() {
    refused(FILE + FILE + END);
    refused(FILE + field("url", "https://github.com/a/b") + END);
    refused(FILE + field("path", "a") + field("path", "b") + END);
    refused(FILE + field("path", "a".repeat(5000)) + END);
    refused(FILE + field("a", "a").repeat(100) + END);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "multipart/form-data",
        "multipart/form-data; boundary=",
        "multipart/form-data; boundary=other",
        "multipart/form-data; charset=nothing; boundary=b0undary"
      })
  void aTypeWithoutTheRightBoundaryIsRefused(String type) {
    ApiException refused =
        assertThrows(
            ApiException.class,
            () -> UploadForm.read(type, bytes(FILE + "x" + END), UploadRequest.NAMES));
    assertEquals(ErrorCode.INVALID_REQUEST, refused.error().code());
  }

  @Test
  void noDamageIsMoreThanARefusal() {
    byte[] form = bytes(field("path", "src") + FILE + END);
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      byte[] damaged = form.clone();
      for (int j = 0; j <= i % 5; j++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      try {
        UploadForm.read(TYPE, damaged, UploadRequest.NAMES);
      } catch (ApiException e) {
        assertEquals(ErrorCode.INVALID_REQUEST, e.error().code());
      }
    }
  }

  private static void refused(String body) {
    ApiException refused = assertThrows(ApiException.class, () -> read(body));
    assertEquals(ErrorCode.INVALID_REQUEST, refused.error().code());
  }

  private static UploadForm read(String body) {
    return UploadForm.read(TYPE, bytes(body), UploadRequest.NAMES);
  }

  private static String field(String name, String value) {
    return "--b0undary\r\nContent-Disposition: form-data; name=\""
        + name
        + "\"\r\n\r\n"
        + value
        + "\r\n";
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
