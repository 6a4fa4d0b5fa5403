package io.mcpscore.engine.check.secrets;

import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.compose.ComposeService;
import io.mcpscore.engine.check.compose.ComposeService.Setting;
import io.mcpscore.engine.check.compose.ComposeServices;
import io.mcpscore.engine.source.SourceFile;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Passwords that everybody knows, of services that compose files publish on every interface of the
 * machine: the first password that each of them sets for itself.
 */
final class ServicePasswords {

  /** Images, and the variables that set their passwords. */
  private record Kind(Pattern image, Pattern variable) {}

  private static final List<Kind> KINDS =
      List.of(
          kind("postgres|postgis|pgvector|timescaledb(?:-ha)?", "POSTGRES_PASSWORD"),
          kind("postgresql", "POSTGRES(?:QL)?_PASSWORD"),
          kind("mysql|mariadb|percona", "(?:MYSQL|MARIADB)_(?:ROOT_)?PASSWORD"),
          kind("server|mssql-server-linux|azure-sql-edge", "(?:MS)?SA_PASSWORD|MSSQL_SA_PASSWORD"),
          kind("mongo|mongodb|mongodb-community-server", "MONGO(?:DB)?_.{0,20}ROOT_PASSWORD"),
          kind("redis|valkey", "(?:REDIS|VALKEY)_PASSWORD"),
          kind("rabbitmq", "RABBITMQ_(?:DEFAULT_PASS|PASSWORD)"),
          kind("grafana(?:-oss|-enterprise)?", "GF_SECURITY_ADMIN_PASSWORD"),
          kind("pgadmin4?", "PGADMIN_DEFAULT_PASSWORD"),
          kind("minio", "MINIO_ROOT_PASSWORD|MINIO_SECRET_KEY"),
          kind("neo4j", "NEO4J_AUTH"),
          kind("elasticsearch", "ELASTIC_PASSWORD"),
          kind("couchdb", "COUCHDB_PASSWORD"),
          kind("influxdb", "DOCKER_INFLUXDB_INIT_PASSWORD|INFLUXDB_ADMIN_PASSWORD"),
          kind("clickhouse(?:-server)?", "CLICKHOUSE_PASSWORD"),
          kind("keycloak", "KEYCLOAK_ADMIN_PASSWORD|KC_BOOTSTRAP_ADMIN_PASSWORD"),
          kind("mongo-express", "ME_CONFIG_BASICAUTH_PASSWORD"));

  /** Variables with names that a password is as easily guessed from. */
  private static final Pattern USER = Pattern.compile(".*(?:USER(?:NAME)?|_DB|DATABASE)");

  private static final Pattern WELL_KNOWN =
      Pattern.compile("(?i)minioadmin|change[_-]?(?:me|it|this)\\b.{0,12}|guest");

  private static final int SHORTEST_NAME = 2;

  private ServicePasswords() {}

  /**
   * A password of a service.
   *
   * @param file where
   * @param start first byte of the value
   * @param end byte after it
   * @param staged whether only a developer starts it, or a variable is asked first
   */
  record Guessable(SourceFile file, int start, int end, boolean staged) {}

  /** Those of a repository, at most one a service. */
  static Stream<Guessable> in(CheckContext context) {
    return ComposeServices.of(context).stream()
        .filter(ComposeService::isPublished)
        .flatMap(s -> of(s).stream());
  }

  private static Kind kind(String image, String variable) {
    return new Kind(Pattern.compile(image), Pattern.compile(variable));
  }

  private static Optional<Guessable> of(ComposeService service) {
    return KINDS.stream()
        .filter(k -> k.image().matcher(service.image()).matches())
        .flatMap(
            k ->
                service.settings().stream()
                    .filter(s -> k.variable().matcher(s.name()).matches())
                    .filter(s -> isGuessable(service, s)))
        .map(s -> guessable(service, s))
        .findFirst();
  }

  private static boolean isGuessable(ComposeService service, Setting setting) {
    String value = ComposeServices.filled(setting.value());
    // A user and a password, with a slash between them.
    String password =
        setting.name().equals("NEO4J_AUTH") ? value.substring(value.indexOf('/') + 1) : value;
    return !password.isEmpty()
        && (Plausibility.isTrivial(password)
            || Plausibility.isWord(password)
            || WELL_KNOWN.matcher(password).matches()
            || isNameOfIts(service, password));
  }

  private static boolean isNameOfIts(ComposeService service, String password) {
    return password.length() >= SHORTEST_NAME
        && (password.equalsIgnoreCase(service.image())
            || password.equalsIgnoreCase(service.name())
            || service.settings().stream()
                .filter(s -> USER.matcher(s.name()).matches())
                .anyMatch(s -> password.equals(ComposeServices.filled(s.value()))));
  }

  private static Guessable guessable(ComposeService service, Setting setting) {
    String value = setting.value();
    return new Guessable(
        service.file(),
        service.start(setting, value),
        service.end(setting, value),
        service.isStaged() || value.contains("$"));
  }
}
