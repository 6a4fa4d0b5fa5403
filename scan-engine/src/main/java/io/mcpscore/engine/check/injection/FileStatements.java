package io.mcpscore.engine.check.injection;

import io.mcpscore.engine.check.Callee;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.Mentions;
import java.util.List;
import java.util.regex.Pattern;

/**
 * {@code SELECT … INTO OUTFILE} of MySQL: a statement that only reads data, which read-only
 * transactions let through, and that writes a file of the machine.
 *
 * @param any whether MySQL is the only data base, and no text of the repository speaks of such
 *     files
 */
record FileStatements(boolean any) {

  private static final Pattern MYSQL =
      Pattern.compile(
          "(?:aiomysql|asyncmy|pymysql|MySQLdb|mariadb|mysql\\.connector|mysql2?(?:/promise)?)\\b.*");

  private static final List<String> DRIVERS =
      List.of(
          "import aiomysql",
          "import asyncmy",
          "import pymysql",
          "import MySQLdb",
          "import mariadb",
          "mysql.connector",
          "\"mysql2",
          "'mysql2",
          "\"mysql\"",
          "'mysql'",
          "\"mariadb\"",
          "'mariadb'");

  private static final List<String> OTHERS =
      List.of(
          "psycopg",
          "asyncpg",
          "sqlite",
          "postgres",
          "clickhouse",
          "snowflake",
          "\"pg\"",
          "'pg'",
          "oracledb",
          "mssql",
          "pyodbc");

  /** Words of lists that refuse such statements. */
  private static final List<String> REFUSED =
      List.of("outfile", "OUTFILE", "dumpfile", "DUMPFILE", "\"INTO\"", "'INTO'", "'into'");

  /** Those of a repository. */
  static FileStatements of(CheckContext context) {
    return context.shared(
        FileStatements.class,
        c ->
            new FileStatements(
                Mentions.any(c, DRIVERS) && !Mentions.any(c, OTHERS) && !Mentions.any(c, REFUSED)));
  }

  /** Whether calls that run a statement run these as well. */
  boolean passes(List<Callee> calls) {
    return any
        && calls.stream()
            .map(c -> c.isExternal() ? c.qualified() : "")
            .anyMatch(n -> n.isEmpty() || n.contains("()") || MYSQL.matcher(n).matches());
  }
}
