package io.mcpscore.gateway.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mcpscore.gateway.Settings;
import io.mcpscore.gateway.config.WebhookSettings;
import io.mcpscore.gateway.http.ApiException;
import io.mcpscore.model.ErrorCode;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookUrlsTest {

  private final WebhookUrls urls =
      new WebhookUrls(
          Settings.of(
              WebhookSettings.class,
              Map.of("mcpscore.webhooks.private-hosts", "hooks.internal,10.0.0.7")));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://hooks.example.com",
        "https://hooks.example.com:8443/a/b?token=x&y=%20",
        "HTTPS://Hooks.Example.COM/",
        "https://93.184.215.14/in",
        "https://[2606:2800:21f:cb07:6820:80da:af6b:8b2c]/in",
        "http://hooks.internal:8080/in",
        "https://HOOKS.internal/in",
        "http://10.0.0.7/in"
      })
  void aReceiver(String url) {
    urls.check("webhookUrl", url);
    assertEquals(url.contains("internal") || url.contains("10.0"), trusted(url));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "hooks.example.com",
        "//hooks.example.com/",
        "http://hooks.example.com/",
        "ftp://hooks.internal/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "https:///in",
        "https://user@hooks.example.com/",
        "https://user:secret@hooks.example.com/",
        "https://@hooks.example.com/",
        "https://hooks.internal:secret@hooks.example.com/",
        "https://hooks.example.com/#fragment",
        "https://hooks.example.com:0/",
        "https://hooks.example.com:70000/",
        "https://hooks.example.com:99999999999/",
        "https://hooks.example.com/a b",
        "https://hooks.example.com/\n",
        "https://hooks.example.com/\u0000",
        "https://h\u00f6\u00f6ks.example/",
        "https://127.0.0.1/",
        "https://10.0.0.8/",
        "https://169.254.169.254/latest/meta-data",
        "https://[::1]/",
        "https://[::ffff:127.0.0.1]/",
        "https://[fd00::1]/"
      })
  void noReceiver(String url) {
    ApiException refused = assertThrows(ApiException.class, () -> urls.check("webhookUrl", url));

    assertEquals(ErrorCode.INVALID_REQUEST, refused.error().code());
    assertTrue(refused.error().details().startsWith("webhookUrl must be"));
    assertFalse(refused.error().details().contains("secret"), "the URL is not repeated");
  }

  private boolean trusted(String url) {
    return urls.isTrusted(URI.create(url));
  }
}
