package io.mcpscore.engine.check.injection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.mcpscore.engine.check.Fixture;
import io.mcpscore.model.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InjectionChecksTest {

  private static final String SQL = "injection-sql";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "db.execute('SELECT * FROM t WHERE a = ' + x)",
        "db.execute('SELECT * FROM t WHERE a = %s' % x)",
        "db.execute('SELECT * FROM t WHERE a = {}'.format(x))",
        "q = 'SELECT * FROM t'; q += f' ORDER BY {x}'; db.execute(q)",
        "w = []; w.append(f'a = {x}'); db.execute('SELECT * FROM t WHERE ' + ' AND '.join(w))",
        "pandas.read_sql(f'SELECT * FROM {x}', db)",
      })
  void textOfAnAgentInAStatementIsFound(String body) {
    assertFalse(python("import pandas, sqlite3", "db = sqlite3.connect('a'); " + body, SQL), body);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "db.execute('SELECT * FROM t WHERE a = ?', (x,))",
        "db.execute(f'SELECT * FROM t LIMIT {int(x)}')",
        "log(f'SELECT * FROM t WHERE a = {x}')",
        "w = []; w.append('a = ?'); db.execute('SELECT * FROM t WHERE ' + ' AND '.join(w), [x])",
        "executor.execute(f'task {x}')",
      })
  void boundValuesNumbersAndOtherTextsAreNot(String body) {
    assertEquals(true, python("import sqlite3", "db = sqlite3.connect('a'); " + body, SQL), body);
  }

  @Test
  void theTextOfAMailIsNoPage() {
    String head = "import playwright; from email.message import EmailMessage";
    String body = "m = EmailMessage(); m.set_content(x)";

    assertEquals(true, python(head, body, "injection-html"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "c = ', '.join(f'{k} = ?' for k in x)",
        "c = ', '.join([f'{k} = ?' for k, v in x.items()])",
        "d = {k: str(v) for k, v in x.items()}; c = ', '.join(d)",
      })
  void namesOfColumnsOfAnAgentAreFound(String columns) {
    String body = columns + "; db.execute(f'UPDATE t SET {c}', list(x.values()))";

    assertFalse(python("import sqlite3", "db = sqlite3.connect('a'); " + body, SQL), body);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "d = {k: v for k, v in x.items() if k in OK}; c = ', '.join(f'{k} = ?' for k in d)",
        "d = {k: v for k, v in x.items() if k in OK}; c = ', '.join(sorted(d.keys()))",
        "d = {}; d['a'] = x; c = ', '.join(f'{k} = ?' for k in d)",
        "assert not set(x) - OK; c = ', '.join(x)",
        "assert set(x) <= OK; c = ', '.join(x)",
        "assert set(x).issubset(OK); c = ', '.join(x)",
        "assert all(k in OK for k in x); c = ', '.join(x)",
      })
  void namesOfColumnsThatAreHeldAgainstAListAreNot(String columns) {
    String body = columns + "; db.execute(f'UPDATE t SET {c}', list(x.values()))";

    assertEquals(
        true,
        python("import sqlite3; OK = {'a', 'b'}", "db = sqlite3.connect('a'); " + body, SQL),
        body);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "^(a+)+$ # true",
        "^([a-z]+)*x # true",
        "(?:\\w+\\s?)*! # true",
        "(a|a)*b # true",
        "^[a-z]+@[a-z]+$ # false",
        "^(?:[a-z]+\\.)+com$ # false",
        "(\\d{1,3}\\.){3}\\d{1,3} # false",
        "(?=a+)b+ # false",
        "(a+)+ # false",
        "^(\\w+\\s)*$ # false",
      })
  void patternsThatCanSplitATextInManyWaysAreTold(String pattern, boolean expected) {
    assertEquals(expected, RegexCost.isCatastrophic(pattern), pattern);
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", ")", "[", "((((", "a{", "(?<", "\\", "a|", "(?P<x", "[]]*", "+*+*"})
  void brokenPatternsAreReadToTheirEnd(String pattern) {
    assertEquals(false, RegexCost.isCatastrophic(pattern));
  }

  private static boolean python(String head, String body, String check) {
    return new Fixture()
        .file(
            "src/server.py",
            """
            %s
            from mcp.server.fastmcp import FastMCP

            mcp = FastMCP("demo")

            @mcp.tool()
            def demo(x: str) -> str:
                \"""Does it.\"""
                %s
                return ""
            """
                .formatted(head, body))
        .run(check)
        .isEmpty();
  }

  @Test
  void patternsAreToldWhereTheyAreMatchedAndMildlyOnAServerOfOneUser() {
    String code =
        """
        import re
        from mcp.server.fastmcp import FastMCP
        mcp = FastMCP("demo")
        def fits(pattern, line):
            return re.search(pattern, line)
        @mcp.tool()
        def grep(pattern: str) -> str:
            return str(fits(pattern, "x"))
        @mcp.tool()
        def count(pattern: str) -> str:
            return str(fits(pattern, "y"))
        """;

    assertEquals(List.of(Severity.LOW), regex(code));
    assertEquals(List.of(Severity.MEDIUM), regex(code + "mcp.run(transport=\"sse\")\n"));
  }

  private static List<Severity> regex(String code) {
    return new Fixture()
        .file("src/a.py", code).run("injection-regex").stream()
            .map(r -> r.draft().severity())
            .toList();
  }
}
