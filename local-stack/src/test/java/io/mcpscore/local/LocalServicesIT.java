package io.mcpscore.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalServicesIT {

  private static final String TOPIC = "scan-jobs";

  @Test
  void keepDataOverARestartAndOverACrash(@TempDir Path home) throws Exception {
    // Given services that hold something each
    LocalServices first = LocalServices.in(home);
    Set<String> ready = ConcurrentHashMap.newKeySet();
    first.start(service -> ready.add(service.name()));
    assertEquals(Set.of("PostgreSQL", "Redis", "Kafka"), ready);
    execute(first, "CREATE TABLE kept AS SELECT 7 AS n");
    assertEquals("+OK", redis(first, "SET kept 7"));
    produce(first, "seven");

    // When the database and Redis crash, and all of them start again by another launcher
    first.postgres().kill();
    first.redis().kill();
    first.kafka().stop();
    try (LocalServices second = LocalServices.in(home)) {
      second.start(service -> {});

      // Then it is all there
      assertEquals(7, selectKept(second));
      assertEquals("7", redis(second, "GET kept"));
      assertEquals(List.of("seven"), consume(second));
    }
  }

  @Test
  void endServersThatOutlivedTheirLauncher(@TempDir Path home) throws Exception {
    // Given servers whose launcher was killed
    List<Long> left = AbandonedServices.leaveBehind(home);
    assertEquals(2, left.size());

    // When others start on the same data
    try (LocalServices next = LocalServices.in(home)) {
      next.start(service -> {});

      // Then the old ones are gone and their data is here
      assertTrue(left.stream().noneMatch(pid -> Processes.find(pid, home.toString()).isPresent()));
      assertEquals(7, selectKept(next));
    }
  }

  @Test
  void refuseWhoeverHasNoPassword(@TempDir Path home) {
    try (LocalServices services = LocalServices.in(home)) {
      services.start(service -> {});
      String url = services.postgres().jdbcUrl();
      assertThrows(SQLException.class, () -> DriverManager.getConnection(url, "postgres", "x"));
      assertTrue(
          assertThrows(SQLException.class, () -> execute(services, "CREATE ROLE other"))
              .getMessage()
              .contains("permission denied"));
      assertEquals("-NOAUTH Authentication required.", unauthenticatedPing(services));
    }
  }

  @Test
  void stopAndStartOneByOne() throws Exception {
    try (LocalServices services = LocalServices.temporary()) {
      for (LocalService service :
          List.of(services.postgres(), services.redis(), services.kafka())) {
        service.stop();
        service.start();
      }
      assertEquals(12, partitions(services));
      assertEquals("+OK", redis(services, "SET a b"));
      execute(services, "SELECT 1");
    }
  }

  private static Connection connect(LocalServices services) throws SQLException {
    LocalPostgres postgres = services.postgres();
    return DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
  }

  private static void execute(LocalServices services, String sql) throws SQLException {
    try (Connection connection = connect(services)) {
      connection.createStatement().execute(sql);
    }
  }

  private static int selectKept(LocalServices services) throws SQLException {
    try (Connection connection = connect(services);
        ResultSet rows = connection.createStatement().executeQuery("SELECT n FROM kept")) {
      rows.next();
      return rows.getInt(1);
    }
  }

  private static String redis(LocalServices services, String command) throws Exception {
    String password = services.redis().url().replaceAll("redis://:(.*)@.*", "$1");
    List<String> answer = talk(services, "AUTH " + password + "\r\n" + command + "\r\n");
    return answer.get(1).startsWith("$") ? answer.get(2) : answer.get(1);
  }

  private static String unauthenticatedPing(LocalServices services) {
    try {
      return talk(services, "PING\r\n").getFirst();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static List<String> talk(LocalServices services, String lines) throws Exception {
    int port = Integer.parseInt(services.redis().url().replaceAll(".*:", ""));
    try (Socket socket = new Socket(Ports.LOOPBACK, port)) {
      socket.getOutputStream().write((lines + "QUIT\r\n").getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
          .lines()
          .toList();
    }
  }

  private static void produce(LocalServices services, String value) throws Exception {
    Map<String, Object> settings = Map.of("bootstrap.servers", services.kafka().bootstrapServers());
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
      producer.send(new ProducerRecord<>(TOPIC, value)).get();
    }
  }

  private static List<String> consume(LocalServices services) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers", services.kafka().bootstrapServers(),
            "group.id", "test",
            "auto.offset.reset", "earliest");
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      consumer.subscribe(List.of(TOPIC));
      long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
      while (System.nanoTime() < deadline) {
        ConsumerRecords<String, String> records = consumer.poll(Duration.ofSeconds(1));
        if (!records.isEmpty()) {
          return java.util.stream.StreamSupport.stream(records.spliterator(), false)
              .map(record -> record.value())
              .toList();
        }
      }
      return List.of();
    }
  }

  private static int partitions(LocalServices services) throws Exception {
    Map<String, Object> settings = Map.of("bootstrap.servers", services.kafka().bootstrapServers());
    try (Admin admin = Admin.create(settings)) {
      return admin
          .describeTopics(List.of(TOPIC))
          .topicNameValues()
          .get(TOPIC)
          .get()
          .partitions()
          .size();
    }
  }
}
