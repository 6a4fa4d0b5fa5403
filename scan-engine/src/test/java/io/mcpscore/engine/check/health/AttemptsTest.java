package io.mcpscore.engine.check.health;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mcpscore.engine.check.Fixture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttemptsTest {

  private static final String TOOL =
      """
      from mcp.server.fastmcp import FastMCP
      mcp = FastMCP("demo")
      @mcp.tool()
      def show(name: str) -> str:
      %s
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "try:~        x = load(name)~    except Exception:~        pass~    return 'done' | 1",
        "try:~        return load(name)~    except Exception:~        pass~    return None | 0",
        "kind = 'plain'~    try:~        kind = detect(name)~    except Exception:~        pass~"
            + "    return kind | 0",
        "out = {}~    try:~        out['size'] = measure(name)~    except Exception:~        pass~"
            + "    return str(out) | 0",
        "try:~        count(name)~    finally:~        try:~            save()~"
            + "        except Exception:~            pass~    return 'x' | 0",
      })
  void whatIsProvidedForIsNoErrorWithoutAWord(String lines, int count) {
    String body = "    " + lines.replace('~', '\n');
    Fixture fixture = new Fixture().file("src/a.py", TOOL.formatted(body));

    assertEquals(count, fixture.run("ops-swallowed-exception").size());
  }
}
