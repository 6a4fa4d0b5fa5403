package io.mcpscore.engine.program.py;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PyConstantsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "X = 'a\\tb\\x41\\u00e9\\101\\q' | `\"a\\tbAéA\\\\q\"`",
        "X = r'a\\tb' | `\"a\\\\tb\"`",
        "X = b'raw' | `\"raw\"`",
        "X = ('one ' 'two ' f'three') | `\"one two three\"`",
        "X = 'a' + 'b' + str('c') | `\"abc\"`",
        "N = 'x'; X = f'{{{N}}}-{3}' | `\"{x}-3\"`",
        "X = f'{unknown}' | ``",
        "N = 2; X = [1, -N, 0x10, 1_000, 2.5, True, None] | `[1,-2,16,1000,2.5,true,null]`",
        "A = {'k': 1}; X = {**A, 'l': (1, 2)} | `{\"k\":1,\"l\":[1,2]}`",
        "X = dict(a=1, b='c') | `{\"a\":1,\"b\":\"c\"}`",
        "A = ['a']; X = [*A, 'b'] + ['c'] | `[\"a\",\"b\",\"c\"]`",
        "X = ', '.join(['a', 'b']).upper() | `\"A, B\"`",
        "A = {'d': ['e', 'f']}; X = A['d'] | `[\"e\",\"f\"]`",
        "X = 'a'.strip | ``",
        "Y = n or 'a'; X = Y | ``",
        "Y = 'b' if n else 'a'; X = Y | `\"b\"`",
        "Y = n if n else 'a'; X = Y | ``",
        "Y = None or 'a'; X = Y | `\"a\"`",
      })
  void foldsWhatIsConstant(String code, String expected) {
    assertEquals(expected, PyRepository.of(code.replace("; ", "\n")).constant());
  }

  @Test
  void removesTheIndentationOfTextBlocks() {
    PyRepository repository =
        PyRepository.of(
            """
            import inspect
            from textwrap import dedent as d
            X = inspect.cleandoc('''Title

                Body
                  more
            ''') + "|" + d('''
                a
                  b''')
            """);

    assertEquals("\"Title\\n\\nBody\\n  more|\\na\\n  b\"", repository.constant());
  }

  @Test
  void readsEnumMembersByNameAndValue() {
    PyRepository repository =
        new PyRepository()
            .with("names.py", "class Tools(str, Enum):\n  A = 'tool_a'\n  B = 'tool_b'\n")
            .with("server.py", "from names import Tools\nX = [Tools.A, Tools.B.value, Tools.C]\n");

    assertEquals("[\"tool_a\",\"tool_b\",null]", repository.constant());
  }

  @Test
  void readsDocstringsOfFunctions() {
    assertEquals(
        "\"Says hello.\\n\\nTwice.\"",
        PyRepository.of(
                """
                def hello():
                    \"""Says hello.

                    Twice.
                    \"""
                X = hello.__doc__
                """)
            .constant());
  }

  @Test
  void isNoConstantWhenAssignedTwice() {
    assertEquals("", PyRepository.of("A = 1\nA = 2\nX = A\n").constant());
  }

  @Test
  @Timeout(5)
  void givesUpOnTextThatDoublesWithoutEnd() {
    StringBuilder code = new StringBuilder("a0 = 'xxxxxxxxxxxxxxxx'\n");
    for (int i = 1; i <= 60; i++) {
      code.append("a%d = a%d + a%d\n".formatted(i, i - 1, i - 1));
    }
    assertEquals("", PyRepository.of(code + "X = a60\n").constant());
  }

  @Test
  @Timeout(5)
  void endsOnConstantsThatNeedThemselves() {
    assertEquals("", PyRepository.of("a = b + 'x'\nb = a + 'y'\nX = a\n").constant());
  }

  @Test
  void foldsSumsOfAnyLength() {
    String sum = "'a' + ".repeat(500) + "'b'";

    assertEquals(503, PyRepository.of("X = " + sum).constant().length());
  }
}
