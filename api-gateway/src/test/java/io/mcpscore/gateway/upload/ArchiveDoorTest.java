package io.mcpscore.gateway.upload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.mcpscore.gateway.Settings;
import io.mcpscore.gateway.config.UploadSettings;
import io.mcpscore.gateway.http.ApiException;
import io.mcpscore.model.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ArchiveDoorTest {

  private static final byte[] ZIP = TestArchive.zip(Map.of("package.json", "{}", "src/a.ts", "x"));

  private final ArchiveDoor door = new ArchiveDoor(Settings.of(UploadSettings.class, Map.of()));

  @Test
  void honestArchivesPass() {
    door.check(ZIP);
    door.check(TestArchive.zeros(49));
    byte[] gzip = new byte[100];
    gzip[0] = 0x1f;
    gzip[1] = (byte) 0x8b;
    door.check(gzip);
  }

  @Test
  void whatIsNoArchiveIsRefused() {
    refused(new byte[0]);
    refused("{\"url\": \"x\"}".getBytes(StandardCharsets.US_ASCII));
    refused(new byte[1000]);
    refused(new byte[] {0x1f, (byte) 0x8b, 8});
    refused(TestArchive.encrypted());
    byte[] empty = new byte[22];
    System.arraycopy(new byte[] {'P', 'K', 5, 6}, 0, empty, 0, 4);
    refused(empty);
  }

  @Test
  void aZipFileThatIsCutOffAnywhereIsRefused() {
    for (int length = 0; length < ZIP.length; length++) {
      refused(Arrays.copyOf(ZIP, length));
    }
  }

  @Test
  void aZipFileOfSeveralVolumesOrInTheLargeFormatIsRefused() {
    byte[] volumes = ZIP.clone();
    volumes[ZIP.length - 18] = 1;
    refused(volumes);
    byte[] large = ZIP.clone();
    large[ZIP.length - 12] = (byte) 0xff;
    large[ZIP.length - 11] = (byte) 0xff;
    refused(large);
  }

  @Test
  void whatExpandsBeyondTheLimitIsTooLarge() {
    ApiException refused =
        assertThrows(ApiException.class, () -> door.check(TestArchive.zeros(51)));

    assertEquals(ErrorCode.PAYLOAD_TOO_LARGE, refused.error().code());
  }

  @Test
  void noDamageIsMoreThanARefusal() {
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      byte[] damaged = ZIP.clone();
      for (int j = 0; j <= i % 4; j++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      try {
        door.check(damaged);
      } catch (ApiException e) {
        assertEquals(e.error().code().httpStatus() / 100, 4);
      }
    }
  }

  private void refused(byte[] bytes) {
    ApiException refused = assertThrows(ApiException.class, () -> door.check(bytes));
    assertEquals(ErrorCode.INVALID_ARCHIVE, refused.error().code());
  }
}
