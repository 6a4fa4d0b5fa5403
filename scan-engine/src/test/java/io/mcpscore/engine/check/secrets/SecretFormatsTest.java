package io.mcpscore.engine.check.secrets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mcpscore.engine.check.Fixture;
import io.mcpscore.engine.report.Reported;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SecretFormatsTest {

  @Test
  void thereAreManyFormsAndEachHasAnIdOfItsOwn() {
    Set<String> ids = new HashSet<>();

    assertTrue(SecretFormats.ALL.size() > 290);
    assertTrue(SecretFormats.ALL.stream().allMatch(f -> ids.add(f.id())));
  }

  @ParameterizedTest
  @MethodSource("formats")
  void aValidSecretIsFoundOnce(String id) {
    SecretFormat format = SecretSamples.format(id);
    String secret = SecretSamples.valid(format);

    assertEquals(List.of(id), found(SecretSamples.setting(format, secret)), secret);
  }

  @ParameterizedTest
  @MethodSource("formats")
  void itIsFoundInCodeToo(String id) {
    SecretFormat format = SecretSamples.format(id);
    String secret = SecretSamples.valid(format);

    assertEquals(1, run(format, "src/a.ts", SecretSamples.code(format, secret)).size(), secret);
  }

  @ParameterizedTest
  @MethodSource("formats")
  void aSampleOfOneRepeatedCharacterIsNone(String id) {
    SecretFormat format = SecretSamples.format(id);
    String sample = SecretSamples.monotonous(format);

    assertEquals(List.of(), found(SecretSamples.setting(format, sample)), sample);
    assertEquals(List.of(), run(format, "src/a.ts", SecretSamples.code(format, sample)), sample);
  }

  @ParameterizedTest
  @MethodSource("checked")
  void aSecretWithABrokenChecksumIsNone(String id) {
    SecretFormat format = SecretSamples.format(id);
    StringBuilder broken = new StringBuilder(SecretSamples.valid(format));
    int at = broken.length() - 12;
    broken.setCharAt(at, broken.charAt(at) == 'Q' ? 'Z' : 'Q');

    assertEquals(List.of(), found(SecretSamples.setting(format, broken.toString())));
    assertEquals(
        List.of(),
        new Fixture()
            .file("src/a.ts", "const apiKey = \"" + broken + "\";\n")
            .run("secrets-api-key"));
  }

  private static List<String> found(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    return Stream.of(SecretScanner.KEYS, SecretScanner.PRIVATE_KEYS)
        .flatMap(s -> s.scan(bytes).stream())
        .map(h -> h.format().id())
        .toList();
  }

  private static List<Reported> run(SecretFormat format, String path, String text) {
    return new Fixture()
        .file(path, text)
        .run(format.isPrivateKey() ? "secrets-private-key" : "secrets-api-key");
  }

  static Stream<String> formats() {
    return SecretFormats.ALL.stream().map(SecretFormat::id);
  }

  static Stream<String> checked() {
    return SecretFormats.ALL.stream().filter(f -> f.validation().isProof()).map(SecretFormat::id);
  }
}
