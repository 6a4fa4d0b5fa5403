package io.mcpscore.engine.check.injection;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.Callee;
import io.mcpscore.engine.check.Literals;
import io.mcpscore.engine.check.Members;
import io.mcpscore.engine.program.Binding;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Calls that take the text of a statement, by the library or by the name of the method. */
final class SqlCalls {

  /** Words of which one is in every file that talks to a data base. */
  static final List<String> WORDS =
      List.of("sql", "SQL", "execute", "query", "SELECT", "duckdb", "Raw", "raw(");

  private static final Pattern LIBRARY =
      Pattern.compile(
          "(?:sqlite3?|aiosqlite|psycopg2?|psycopg2?_pool|psycopg_pool|asyncpg|aiopg|duckdb|MySQLdb|pymysql"
              + "|mysql\\.connector|aiomysql|asyncmy|mariadb|pyodbc|aioodbc|pymssql|cx_Oracle|oracledb"
              + "|snowflake\\.connector|clickhouse_connect|clickhouse_driver|trino|prestodb|pyhive|vertica_python"
              + "|google\\.cloud\\.bigquery|databricks|sqlalchemy|sqlmodel|databases|pandas|polars|pyspark"
              + "|pg|pg-pool|pg-promise|postgres|mysql2?|mysql2/promise|better-sqlite3|bun:sqlite|sql\\.js|libsql"
              + "|knex|sequelize|typeorm|@prisma/client|mssql|@libsql/client|@duckdb/node-api|duckdb-async"
              + "|snowflake-sdk|@clickhouse/client|@google-cloud/bigquery|slonik|@neondatabase/serverless"
              + "|@planetscale/database|@vercel/postgres|kysely|drizzle-orm|tedious|ibm_db|django\\.db|peewee"
              + "|odbc|alasql|@databases/\\w{1,20})(?:[./(].{0,200})?");

  private static final Set<String> METHODS =
      Set.of(
          "execute",
          "executemany",
          "executescript",
          "execute_async",
          "exec",
          "exec_driver_sql",
          "query",
          "queryRaw",
          "run",
          "all",
          "get",
          "each",
          "prepare",
          "raw",
          "sql",
          "fetch",
          "fetchrow",
          "fetchval",
          "cursor",
          "stream",
          "any",
          "one",
          "none",
          "many",
          "manyOrNone",
          "oneOrNone",
          "map",
          "text",
          "read_sql",
          "read_sql_query",
          "scalar",
          "scalars",
          "execute_query",
          "fetch_all",
          "fetch_one",
          "literal",
          "literal_column",
          "command",
          "query_df",
          "unsafe",
          "SQL",
          "Sql",
          "queryObject",
          "extra",
          "batch",
          "createQueryJob",
          "runAndReadAll",
          "query_row",
          "from_query");

  /** What these take is a part of a statement that the program words, never a statement. */
  private static final Set<String> FRAGMENTS =
      Set.of(
          "whereRaw",
          "orWhereRaw",
          "andWhereRaw",
          "orderByRaw",
          "havingRaw",
          "joinRaw",
          "groupByRaw",
          "fromRaw");

  /** Methods with a name of their own, whatever they are called on. */
  private static final Set<String> CERTAIN =
      Set.of(
          "executescript",
          "exec_driver_sql",
          "$queryRawUnsafe",
          "$executeRawUnsafe",
          "read_sql",
          "read_sql_query",
          "RawSQL",
          "execute_sql",
          "executeSql");

  private static final Pattern NAMED =
      Pattern.compile(
          "(?i)\\w{0,40}(?:execute|query|queries|sql|statement)\\w{0,40}|exec|run|all|get|each|prepare|raw"
              + "|fetch(?:row|val|all|one|_all|_one)?|scalars?|one|none|many|any|unsafe|command|select|text|stream");

  private static final Pattern RECEIVER =
      Pattern.compile(
          "(?i).{0,80}(?:cur(?:sor)?s?|conn(?:ection)?|db|database|session|engine|pool|client|sqlite|trx?"
              + "|transaction|pg|mysql|sql|duck(?:db)?)(?:\\(.{0,20}\\))?");

  /** Methods of connections of asyncpg, and names of what they are called on. */
  private static final Pattern FETCHING = Pattern.compile("fetch(?:row|val)?");

  private static final Pattern CONNECTION =
      Pattern.compile("(?:.{0,60}[._])?(?:conn|connection|pool|db|database|pg|tx)");

  /** Methods of prepared statements take values. */
  private static final Pattern BINDING =
      Pattern.compile(".{0,200}\\.prepare\\w{0,20}\\(\\)\\..{0,60}");

  /** Imports of drivers whose connections have a method {@code query}. */
  private static final List<String> DRIVERS =
      Stream.of("pg", "pg-pool", "mysql2/promise", "mysql2", "mysql", "@neondatabase/serverless")
          .flatMap(n -> Stream.of("from \"" + n + "\"", "from '" + n + "'", "require('" + n + "')"))
          .toList();

  private static final List<String> OPTIONS =
      List.of("sql", "text", "query", "statement", "QueryString", "Sql", "SQL", "sqlText");

  private SqlCalls() {}

  /**
   * A place for a statement.
   *
   * @param expression the text
   * @param certain whether the call is known to take SQL; else the text has to look like it
   * @param fragment whether it is a part of a statement
   */
  record Statement(int expression, boolean certain, boolean fragment) {

    Statement(int expression, boolean certain) {
      this(expression, certain, false);
    }
  }

  /** The statement of a call, or null. */
  static Statement of(Callee callee) {
    if (callee.isTag() || BINDING.matcher(callee.qualified()).matches()) {
      return null;
    }
    Call call = callee.call();
    boolean part = FRAGMENTS.contains(callee.method()) || isRawPart(callee);
    if (part && call.argument(0) != NONE) {
      return new Statement(call.argument(0), true, true);
    }
    boolean library =
        callee.isExternal()
            && METHODS.contains(callee.method())
            && LIBRARY.matcher(callee.qualified()).matches();
    boolean certain = library || CERTAIN.contains(callee.method());
    // What a function from outside returns, such as closing(), may be a cursor as well.
    boolean known = callee.isExternal() && !callee.qualified().contains("()");
    boolean named = NAMED.matcher(callee.method()).matches();
    if (!certain && (known || !named)) {
      // client.query({ text }): of a library that is not listed, and not any object with a text.
      return callee.isExternal() && named ? ofOptions(call, false) : null;
    }
    boolean object = call.tree().is(call.argument(0), "object");
    // executeSql(project, { query }): the statement is told by its name.
    boolean second =
        callee.method().equals("executeSql") && call.tree().is(call.argument(1), "object");
    int expression = object || second ? NONE : call.argument(0);
    if (expression == NONE) {
      return ofOptions(call, certain);
    }
    boolean python = !call.module().file().language().isScript();
    boolean receiver = RECEIVER.matcher(callee.receiver()).matches();
    boolean running =
        (receiver && callee.method().startsWith("exec"))
            || (receiver && callee.method().equals("query") && importsDriver(call.module()))
            || (python
                && FETCHING.matcher(callee.method()).matches()
                && CONNECTION.matcher(callee.receiver()).matches());
    return new Statement(expression, certain || running);
  }

  private static boolean importsDriver(SourceModule module) {
    return DRIVERS.stream().anyMatch(module.file().text()::holds);
  }

  /**
   * {@code Prisma.raw(x)}, which is put into a template of a statement; given to a query itself, it
   * is all of it.
   */
  private static boolean isRawPart(Callee callee) {
    Call call = callee.call();
    SyntaxTree tree = call.tree();
    int list = tree.parent(call.node());
    int outer = tree.is(list, "arguments") ? tree.parent(list) : NONE;
    return callee.qualified().equals("@prisma/client.Prisma.raw")
        && (outer == NONE || !tree.text(tree.child(outer, "function")).endsWith("Raw"));
  }

  private static Statement ofOptions(Call call, boolean certain) {
    for (String name : OPTIONS) {
      int value = call.option(name);
      if (value != NONE) {
        return new Statement(value, certain);
      }
    }
    return null;
  }

  /**
   * Whether a call sends its text by the protocol that takes one statement only: with bound values,
   * with a name, or by a method that prepares.
   */
  static boolean isSingle(Callee callee) {
    Call call = callee.call();
    SyntaxTree tree = call.tree();
    int first = call.argument(0);
    int values = Members.value(tree, first, "values");
    boolean named = Members.value(tree, first, "name") != NONE;
    boolean bound = values != NONE && tree.namedChild(values, 0) != NONE;
    int second = call.argument(1);
    boolean list = tree.is(second, "array") || tree.is(second, "list") || tree.is(second, "tuple");
    // Without any values, as a caller may leave them, drivers send the text as it is.
    boolean left = call.module().binding(second).orElse(null) instanceof Binding.Parameter;
    boolean given = second != NONE && !left && !(list && tree.namedChild(second, 0) == NONE);
    return named
        || bound
        || (given && !Literals.isString(tree, second))
        || callee.method().matches("prepare|fetch|fetchrow|fetchval|cursor");
  }
}
