package io.mcpscore.engine.check.secrets;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mcpscore.engine.check.Fixture;
import io.mcpscore.engine.report.Reported;
import io.mcpscore.model.FileRole;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Gates, fallbacks, hashes, random values, ciphers, texts and files: what is found, what not. */
class SecretUseTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "secrets-hardcoded-gate | if (password === 'vK9tinMq') {} | 1",
        "secrets-hardcoded-gate | if (!timingSafeEqual(apiKey, 'vK9tinMq')) {} | 1",
        "secrets-hardcoded-gate | if (password === 'admin') {} | 1",
        "secrets-hardcoded-gate | if (password === '') {} | 0",
        "secrets-hardcoded-gate | if (apiKey === 'your-api-key-1') {} | 0",
        "secrets-hardcoded-gate | if (password === confirmation) {} | 0",
        "secrets-hardcoded-gate | if (typeof password === 'string') {} | 0",
        "secrets-hardcoded-gate | if (token === '=>') {} | 0",
        "secrets-hardcoded-gate | if (token === 'function') {} | 0",
        "secrets-hardcoded-gate | if (input.type === 'password1') {} | 0",
        "secrets-fallback-key | const k = process.env.JWT_SECRET ?? 'x1' | 1",
        "secrets-fallback-key | const k = process.env['SESSION_SECRET'] ?? 'dev' | 1",
        "secrets-fallback-key | const k = process.env.JWT_SECRET ?? '' | 0",
        "secrets-fallback-key | const k = process.env.OPENAI_API_KEY ?? 'dummy' | 0",
        "secrets-fallback-key | const k = process.env.JWT_ISSUER ?? 'acme' | 0",
        "secrets-weak-random | const token = Math.random().toString(36) | 1",
        "secrets-weak-random | const pick = (of) => of[Math.floor(Math.random() * of.length)];"
            + " const apiKey = pick(keys) | 0",
        "secrets-weak-random | const colour = Math.random() | 0",
        "secrets-weak-random | setTimeout(() => retry(token), Math.random() * 100) | 0",
        "secrets-weak-hash | const etag = crypto.createHash('md5').update(body).digest('hex') | 0",
        "secrets-weak-hash | const h = crypto.createHash('sha256').update(password).digest() | 0",
        "secrets-weak-hash | const h = crypto.createHash('sha1').update(password).digest() | 1",
        "secrets-weak-cipher | crypto.createCipheriv('aes-256-cbc', key, Buffer.alloc(16, 0)) | 1",
        "secrets-weak-cipher | crypto.createCipheriv('des-ede3-cbc', key, iv) | 1",
        "secrets-weak-cipher | crypto.createCipheriv('aes-256-gcm', key, randomBytes(12)) | 0",
      })
  void inScripts(String check, String line, int count) {
    String code = "import crypto, { timingSafeEqual, randomBytes } from 'crypto';\n" + line + ";\n";

    assertEquals(count, new Fixture().file("a.ts", code).run(check).size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "Password: vK9-tinMq2xL | 1",
        "- API Key: q7RwZk3vQm81 | 1",
        "Password: | 0",
        "Password: the password of the user | 0",
        "Password: ${PASSWORD1} | 0",
        "API_KEY=your-key-1234 | 0",
        "password: str2 | 0",
        "api_key: os.environ1.get('X') | 0",
        "Password: https://acme.io/reset1 | 0",
        "API_KEY: MAIL_API_KEY2 | 0",
      })
  void linesOfTexts(String line, int count) {
    String code = "TEXT = \"\"\"\nSystem\n" + line + "\n\"\"\"\n";

    assertEquals(count, new Fixture().file("a.py", code).run("secrets-credential-data").size());
  }

  @ParameterizedTest
  @CsvSource({
    ".env, 1",
    "deploy/.env.production, 1",
    ".env.example, 0",
    ".env.test, 0",
    "notes.conf, 0"
  })
  void filesOfSettings(String path, int count) {
    Fixture fixture = new Fixture().file(path, "A=1\nMAIL_API_KEY=@@A32@@\n");

    assertEquals(count, fixture.run("secrets-committed-file").size());
  }

  @Test
  void storesOfKeysAreFoundByNameThoughTheyAreNotRead() {
    List<Reported> found =
        new Fixture()
            .skipped("binary", "android/release.keystore")
            .skipped("binary", "test/fixtures/dummy.p12")
            .run("secrets-committed-file");

    assertEquals(
        List.of("android/release.keystore"),
        found.stream().map(r -> r.draft().file().path()).toList());
  }

  @Test
  void noCharacterOfAShortCredentialIsShown() {
    Reported found =
        new Fixture()
            .file("a.py", "TEXT = \"\"\"\nPassword: vK9-tinMq2xL\n\"\"\"\n")
            .run("secrets-credential-data")
            .getFirst();

    int[] masked = found.draft().masked().getFirst();
    assertEquals("vK9-tinMq2xL", found.draft().file().text().slice(masked[0], masked[1]));
  }

  @Test
  void testsMayCompareWithWhatTheyLike() {
    Fixture fixture =
        new Fixture().file("a.test.ts", FileRole.TEST, "if (password === 'a1b2c3') {}");

    assertEquals(List.of(), fixture.run("secrets-hardcoded-gate"));
  }
}
