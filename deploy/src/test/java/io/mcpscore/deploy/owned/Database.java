package io.mcpscore.deploy.owned;

import io.mcpscore.local.LocalPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * The database of the system, as its owner sees it; each call has a connection of its own.
 *
 * @param postgres where it is
 */
public record Database(LocalPostgres postgres) {

  /** The first column of what a query finds, as text. */
  public List<String> texts(String query) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      List<String> texts = new ArrayList<>();
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
      return texts;
    }
  }

  /** The first value of what a query finds, as text, or null. */
  public String text(String query) throws SQLException {
    List<String> texts = texts(query);
    return texts.isEmpty() ? null : texts.getFirst();
  }

  /** Runs statements. */
  public void run(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
  }
}
