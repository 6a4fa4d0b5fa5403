package io.mcpscore.gateway.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.mcpscore.gateway.http.ApiException;
import io.mcpscore.model.ErrorCode;
import io.mcpscore.model.ScanId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

  @Test
  void aCursorLeadsBackToItsScan() {
    String id = ScanId.next(Instant.EPOCH);

    assertEquals(id, Cursor.read(Cursor.after(id)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1:", "2:scan_0000000000000000000000", "1:scan_1", "1:'; DROP"})
  void aForgedCursorIsRefused(String inside) {
    String cursor = Base64.getUrlEncoder().encodeToString(inside.getBytes(StandardCharsets.UTF_8));

    ApiException refused = assertThrows(ApiException.class, () -> Cursor.read(cursor));
    assertEquals(ErrorCode.INVALID_CURSOR, refused.error().code());
    assertThrows(ApiException.class, () -> Cursor.read("%%%"));
  }
}
