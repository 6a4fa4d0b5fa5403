package io.mcpscore.engine.check.injection;

import io.mcpscore.engine.check.Callee;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.Mentions;
import io.mcpscore.engine.flow.Flow;
import io.mcpscore.engine.mcp.McpModel.ToolDeclaration;
import java.util.List;
import java.util.regex.Pattern;

/** What keeps a statement that is an agent's as a whole from changing data. */
enum StatementVerdict {
  /** Tests that a statement can pass and change data all the same. */
  BYPASSED,
  /** What keeps data from changing lets statements write files of the machine all the same. */
  WRITES_FILES,
  /** Nothing, although the tool says that it only reads. */
  CLAIMED,
  /** Nothing, as the tool announces. */
  OPEN,
  /** The data base itself, a parser, or a protocol that takes one statement. */
  KEPT;

  private static final List<String> PARSERS =
      List.of(
          "sqlglot",
          "sqlparse",
          "node-sql-parser",
          "pgsql-ast-parser",
          "pg_query",
          "pglast",
          "libpg-query",
          "pgsql-parser",
          "sql_metadata");
  private static final List<String> STACKING =
      List.of(
          "psycopg",
          "from \"pg\"",
          "from 'pg'",
          "require(\"pg\")",
          "require('pg')",
          "asyncpg",
          "duckdb",
          // These three switch several statements in one text on by themselves.
          "aiomysql",
          "asyncmy",
          "MySQLdb",
          "multipleStatements: true",
          "mssql",
          "pymssql",
          "pyodbc",
          "postgresql");

  private static final Pattern CLAIM =
      Pattern.compile(
          "(?is).{0,4000}(?:read[-_ ]?only|only\\s+(?:run\\s+|execute\\s+)?select|\\bselect\\s+(?:quer|statement)).{0,4000}");

  /** Judges a flow of a whole statement. */
  static StatementVerdict of(CheckContext context, Flow flow) {
    if (Mentions.any(context, PARSERS)) {
      return KEPT;
    }
    boolean readOnly = ReadOnlyConnections.of(context).any();
    List<Callee> calls =
        SqlStatements.of(context).spots(flow.module(), flow.call()).stream()
            .map(s -> Callee.of(context, s.module(), s.node()))
            .toList();
    StatementScope scope = new StatementScope(context, flow);
    StatementVerdict data = readOnly ? KEPT : ofData(context, flow, scope, calls);
    boolean files =
        data == KEPT
            && FileStatements.of(context).passes(calls)
            && !scope.hasListOfWrites()
            && (readOnly || scope.keepsToReading());
    return files ? WRITES_FILES : data;
  }

  private static StatementVerdict ofData(
      CheckContext context, Flow flow, StatementScope scope, List<Callee> calls) {
    List<Callee> running = calls.stream().filter(c -> !SqlCalls.isSingle(c)).toList();
    boolean stacking =
        !running.isEmpty()
            && (Mentions.any(context, STACKING)
                || running.stream().anyMatch(c -> c.method().matches("executescript|exec")));
    boolean stacked = stacking && !scope.hasSeparatorTest();
    if (scope.hasReadOnlyTransaction()) {
      return stacked ? BYPASSED : KEPT;
    }
    boolean claimed = claims(context, flow);
    boolean promised = claimed || scope.promisesReading();
    boolean refused = scope.hasListOfWrites();
    if (scope.hasFirstWordTest() && promised) {
      boolean loose = scope.hasLooseFirstWord() || stacked;
      return loose && !refused ? BYPASSED : KEPT;
    }
    if (refused) {
      return KEPT;
    }
    if (scope.refusesBeginnings() && promised) {
      return BYPASSED;
    }
    return claimed ? CLAIMED : OPEN;
  }

  /** Whether the tool of a flow says that it only reads. */
  static boolean claims(CheckContext context, Flow flow) {
    return context.servers().tools().stream()
        .filter(t -> t.name().equals(flow.tool()))
        .anyMatch(StatementVerdict::claims);
  }

  private static boolean claims(ToolDeclaration tool) {
    boolean hinted =
        tool.annotations() != null && tool.annotations().path("readOnlyHint").asBoolean(false);
    if (!hinted && tool.annotations() != null && tool.annotations().has("readOnlyHint")) {
      // What the tool says of a mode of its own is no word about the tool.
      return false;
    }
    String text = tool.name() + " " + (tool.description() == null ? "" : tool.description());
    boolean named = tool.name().matches("(?i).{0,60}(?:read|select).{0,60}");
    return hinted || named || (text.length() < 8_000 && CLAIM.matcher(text).matches());
  }
}
