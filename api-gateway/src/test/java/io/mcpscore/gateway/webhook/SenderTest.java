package io.mcpscore.gateway.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mcpscore.gateway.Settings;
import io.mcpscore.gateway.config.WebhookSettings;
import io.mcpscore.gateway.net.NameResolver;
import io.mcpscore.gateway.net.Targets;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.PfxOptions;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SenderTest {

  private static final Instant NOW = Instant.parse("2024-01-15T10:30:00Z");
  private static final Duration TIMEOUT = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String NAME = "hooks.example";

  /** Stands for a public address: tests must not leave the machine. */
  private static final InetAddress PUBLIC = InetAddress.ofLiteral("127.0.0.1");

  private static final InetAddress PRIVATE = InetAddress.ofLiteral("127.0.0.2");

  private Vertx vertx;

  @BeforeEach
  void open() {
    vertx = Vertx.vertx();
  }

  @AfterEach
  void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void anEventArrivesSigned() throws Exception {
    try (Receiver receiver = Receiver.that(Receiver.Behaviour.status(204))) {
      Answer answer = send(receiver.url("/in?a=b"));

      assertEquals(new Answer(204, null, Optional.empty()), answer);
      Receiver.Received request = receiver.received().getFirst();
      assertEquals("/in?a=b", request.path());
      assertEquals("application/json", request.header("content-type"));
      assertEquals("mcpscore-webhooks", request.header("user-agent"));
      assertEquals("evt_1", request.header("webhook-id"));
      assertEquals("1705314600", request.header("webhook-timestamp"));
      assertTrue(request.header("webhook-signature").startsWith("v1,"));
      assertEquals(
          "{\"id\":\"evt_1\",\"event\":\"scan.complete\",\"createdAt\":\"2024-01-15T10:30:00Z\","
              + "\"scan\":{\"score\" : 88}}",
          request.body());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 404, 410, 429, 500, 503})
  void anyOtherStatusIsAFailure(int status) throws Exception {
    try (Receiver receiver = Receiver.that(Receiver.Behaviour.status(status, "Retry-After: 7"))) {
      Answer answer = send(receiver.url("/"));

      assertEquals(DeliveryError.STATUS, answer.error());
      assertEquals(status, answer.status());
      assertEquals(Optional.of(Duration.ofSeconds(7)), answer.retryAfter());
      assertEquals(status == 410, answer.isFinal());
    }
  }

  @Test
  void aRedirectIsNotFollowed() throws Exception {
    try (Receiver inner = Receiver.that(Receiver.Behaviour.status(200));
        Receiver receiver =
            Receiver.that(Receiver.Behaviour.status(307, "Location: " + inner.url("/admin")))) {
      Answer answer = send(receiver.url("/"));

      assertEquals(DeliveryError.REDIRECT, answer.error());
      assertEquals(307, answer.status());
      assertEquals(0, inner.received().size());
    }
  }

  @Test
  void silenceEndsInTime() throws Exception {
    try (Receiver receiver = Receiver.that(socket -> socket.getInputStream().read())) {
      long start = System.nanoTime();

      assertEquals(DeliveryError.TIMEOUT, send(receiver.url("/")).error());
      assertTrue(since(start).compareTo(TIMEOUT.multipliedBy(4)) < 0);
    }
  }

  @Test
  void aHeadThatDripsEndsInTime() throws Exception {
    try (Receiver receiver =
        Receiver.that(
            socket -> {
              OutputStream out = socket.getOutputStream();
              out.write("HTTP/1.1 200 OK\r\nX: ".getBytes(StandardCharsets.US_ASCII));
              while (true) {
                out.write('x');
                out.flush();
                Thread.sleep(50);
              }
            })) {
      assertEquals(DeliveryError.TIMEOUT, send(receiver.url("/")).error());
    }
  }

  @Test
  void aReceiverThatResetsOrIsNotThereFails() throws Exception {
    String gone;
    try (Receiver receiver =
        Receiver.that(
            socket -> {
              socket.setSoLinger(true, 0);
              socket.close();
            })) {
      gone = receiver.url("/");
      assertEquals(DeliveryError.CONNECTION, send(gone).error());
    }
    assertEquals(DeliveryError.CONNECTION, send(gone).error());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"SSH-2.0-OpenSSH_9.6\r\n\r\n", "HTTP/1.1 abc\r\n\r\n", "\0\0\0\0\r\n\r\n"})
  void whatIsNotHttpFails(String banner) throws Exception {
    try (Receiver receiver = Receiver.that(Receiver.Behaviour.says(banner))) {
      assertEquals(null, send(receiver.url("/")).status());
    }
  }

  @Test
  void anAnswerThatNeverEndsIsCutOff() throws Exception {
    AtomicLong sent = new AtomicLong();
    AtomicInteger ended = new AtomicInteger();
    try (Receiver receiver =
        Receiver.that(
            socket -> {
              try {
                OutputStream out = socket.getOutputStream();
                out.write(
                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                        .getBytes(StandardCharsets.US_ASCII));
                byte[] chunk =
                    ("8000\r\n" + "x".repeat(0x8000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
                while (true) {
                  out.write(chunk);
                  sent.addAndGet(chunk.length);
                }
              } finally {
                ended.incrementAndGet();
              }
            })) {
      assertTrue(send(receiver.url("/")).isDelivered());

      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (ended.get() == 0 && System.nanoTime() < deadline) {
        Thread.sleep(20);
      }
      assertEquals(1, ended.get(), "cut off");
      // What was on its way when the limit was reached lies in the buffers of the sockets.
      assertTrue(sent.get() < 20_000_000, sent + " bytes");
    }
  }

  @Test
  void endlessHeadersAreNoAnswer() throws Exception {
    try (Receiver receiver =
        Receiver.that(
            socket -> {
              OutputStream out = socket.getOutputStream();
              out.write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.US_ASCII));
              while (true) {
                out.write(
                    ("X-Y: " + "x".repeat(4000) + "\r\n").getBytes(StandardCharsets.US_ASCII));
              }
            })) {
      assertEquals(null, send(receiver.url("/")).status());
    }
  }

  @Test
  void aHostWithAPrivateAddressIsNeverTalkedTo() throws Exception {
    try (Receiver receiver = Receiver.that(Receiver.Behaviour.status(200))) {
      URI url = URI.create("http://" + NAME + ":" + receiver.port() + "/");

      Answer mixed = send(url, host -> new InetAddress[] {PUBLIC, PRIVATE});
      Answer real =
          sender(new Targets(), new HttpClientOptions())
              .send(delivery(URI.create("http://localhost:" + receiver.port() + "/")))
              .await()
              .atMost(PATIENCE);

      assertEquals(DeliveryError.PRIVATE_ADDRESS, mixed.error());
      assertEquals(DeliveryError.PRIVATE_ADDRESS, real.error());
      assertEquals(0, receiver.received().size());
    }
  }

  @Test
  void aNameThatChangesAfterTheCheckLeadsNowhereElse() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    NameResolver rebinding =
        host -> new InetAddress[] {asked.getAndIncrement() == 0 ? PUBLIC : PRIVATE};
    try (Receiver receiver = Receiver.that(Receiver.Behaviour.status(200))) {
      URI url = URI.create("http://" + NAME + ":" + receiver.port() + "/");
      Sender sender = sender(targets(rebinding), new HttpClientOptions());

      Answer first = sender.send(delivery(url)).await().atMost(PATIENCE);
      int lookUps = asked.get();
      Answer second = sender.send(delivery(url)).await().atMost(PATIENCE);

      assertTrue(first.isDelivered());
      assertEquals(1, lookUps, "one look-up an attempt");
      assertEquals(NAME + ":" + receiver.port(), receiver.received().getFirst().header("host"));
      assertEquals(DeliveryError.PRIVATE_ADDRESS, second.error());
      assertEquals(1, receiver.received().size());
    }
  }

  @Test
  void aNameWithoutAddressFails() {
    NameResolver nobody =
        host -> {
          throw new UnknownHostException(host);
        };

    assertEquals(
        DeliveryError.UNKNOWN_HOST, send(URI.create("https://" + NAME + "/"), nobody).error());
  }

  @Test
  void theCertificateMustBeTrustedAndCarryTheName(@TempDir Path directory) throws Exception {
    TestCertificate certificate = TestCertificate.make(directory, NAME);
    try (Receiver receiver =
        Receiver.on(certificate.listen(), n -> Receiver.Behaviour.status(200))) {
      String rest = ":" + receiver.port() + "/";
      HttpClientOptions trusting =
          new HttpClientOptions()
              .setTrustOptions(
                  new PfxOptions()
                      .setPath(certificate.file().toString())
                      .setPassword(TestCertificate.PASSWORD));
      Sender sender = sender(targets(host -> new InetAddress[] {PUBLIC}), trusting);

      Answer right =
          sender.send(delivery(URI.create("https://" + NAME + rest))).await().atMost(PATIENCE);
      Answer wrong =
          sender
              .send(delivery(URI.create("https://other.example" + rest)))
              .await()
              .atMost(PATIENCE);
      Answer unknown =
          send(URI.create("https://" + NAME + rest), host -> new InetAddress[] {PUBLIC});

      assertEquals(null, right.error());
      assertEquals(List.of(NAME), certificate.namesAskedFor());
      assertEquals(DeliveryError.TLS, wrong.error());
      assertEquals(DeliveryError.TLS, unknown.error());
      assertEquals(1, receiver.received().size());
    }
  }

  private Answer send(String url) {
    return send(URI.create(url), host -> new InetAddress[] {PUBLIC});
  }

  private Answer send(URI url, NameResolver names) {
    return sender(targets(names), new HttpClientOptions())
        .send(delivery(url))
        .await()
        .atMost(PATIENCE);
  }

  private static Targets targets(NameResolver names) {
    return new Targets(names, PUBLIC::equals);
  }

  private Sender sender(Targets targets, HttpClientOptions options) {
    WebhookSettings settings =
        Settings.of(
            WebhookSettings.class, Map.of("mcpscore.webhooks.timeout", TIMEOUT.toSeconds() + "s"));
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    return new Sender(vertx, targets, new WebhookUrls(settings), settings, clock, options);
  }

  private static Delivery delivery(URI url) {
    return new Delivery(
        1,
        1,
        7,
        url,
        url.getAuthority(),
        new Event("evt_1", Event.COMPLETE, NOW, "{\"score\" : 88}"),
        List.of(new byte[32]));
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
