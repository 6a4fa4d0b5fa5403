package io.mcpscore.local;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/** Passwords and the role of the product in a fresh database cluster. */
final class PostgresAccess {

  private static final String RULES = "host all all 127.0.0.1/32 scram-sha-256\n";

  private final Path marker;
  private final String role;
  private final String superuserPassword;
  private final String password;

  /**
   * Reads or makes the passwords.
   *
   * @param home where they are kept
   * @param role name of the role and of its database
   */
  PostgresAccess(Path home, String role) {
    this.marker = home.resolve("ready");
    this.role = role;
    this.superuserPassword = Secrets.in(home.resolve("superuser-password"));
    this.password = Secrets.in(home.resolve("password"));
  }

  String user() {
    return role;
  }

  String password() {
    return password;
  }

  String superuserPassword() {
    return superuserPassword;
  }

  /** Makes the role and its database, then ends access without a password; once for a cluster. */
  void secure(EmbeddedPostgres server, Path data) throws SQLException, IOException {
    if (Files.exists(marker)) {
      return;
    }
    try (Connection connection = connect(server);
        Statement statement = connection.createStatement()) {
      // A first start that was cut off may have left any prefix of these.
      statement.execute("DROP DATABASE IF EXISTS " + role);
      statement.execute("DROP ROLE IF EXISTS " + role);
      statement.execute("CREATE ROLE " + role + " LOGIN PASSWORD '" + password + "'");
      statement.execute("CREATE DATABASE " + role + " OWNER " + role);
      statement.execute("ALTER ROLE postgres PASSWORD '" + superuserPassword + "'");
      Files.writeString(data.resolve("pg_hba.conf"), RULES);
      statement.execute("SELECT pg_reload_conf()");
    }
    Files.createFile(marker);
  }

  private Connection connect(EmbeddedPostgres server) throws SQLException {
    return server.getPostgresDatabase(Map.of("password", superuserPassword)).getConnection();
  }
}
