package io.mcpscore.engine.program.py;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mcpscore.engine.program.Binding;
import io.mcpscore.engine.program.SourceModule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PyScopesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x = 1;def f(x):;  return x | parameter 0",
        "x = 1;def f(a, *x, b=2):;  return x | parameter 1",
        "x = 1;f = lambda a, x: x | parameter 1",
        "x = 1;def f(a=x): pass | variable 1",
        "x = 1;class C:;  x = 2;  def f(self):;    return x | variable 1",
        "x = 1;class C:;  x = 2;  y = x | variable 2",
        "x = 1;def f():;  global x;  x = 2;  return x | variable nothing",
        "def f():;  x = 1;  def g():;    nonlocal x;    x = 2;    return x | variable nothing",
        "x = 1;y = [x for x in z] | variable nothing",
        "x = [1];y = [a for a in x] | variable [1]",
        "with open('f') as x: x | variable open('f')",
        "for x in y: x | variable nothing",
        "try:; pass;except E as x: x | variable nothing",
        "if (x := 3): x | variable 3",
        "a, (x, c) = 1, (2, 3);x | variable 2",
        "a, *x = 1, 2;x | variable nothing",
        "a = x = 5;x | variable 5",
        "x += 1;x | variable nothing",
        "match y:;  case [x]: x | variable nothing",
        "match y:;  case {'k': x}: x | variable nothing",
        "import a.b as x;x | import a.b *",
        "import x.b;x | import x *",
        "from ..a import b as x;x | import ..a b",
        "import x;x = 3;x | variable 3",
        "import x;x = wrap(x);x | import x *",
        "import x;x = None;x | import x *",
        "try:;  import x;except ImportError:;  x = 3;x | import x *",
        "x = 3;import x;x | import x *",
        "def x(): pass;x | function",
        "class x: pass;x | class",
        "y = x | none",
        "y = z.x | none",
        "f(x=1) | none",
      })
  void bindsNamesAsPythonDoes(String code, String expected) {
    PyRepository repository = PyRepository.of(code.replace(";", "\n"));

    assertEquals(expected, lastUseOfX(repository.module("server.py")));
  }

  private static String lastUseOfX(SourceModule module) {
    int last =
        module
            .tree()
            .subtree(0)
            .filter(n -> module.tree().is(n, "identifier") && module.tree().text(n).equals("x"))
            .max()
            .orElseThrow();
    return module
        .binding(last)
        .map(
            binding ->
                switch (binding) {
                  case Binding.Parameter p -> "parameter " + p.index();
                  case Binding.Variable v ->
                      "variable " + (v.value() < 0 ? "nothing" : module.tree().text(v.value()));
                  case Binding.Import i -> "import " + i.specifier() + " " + i.name();
                  case Binding.Function f -> "function";
                  case Binding.Class c -> "class";
                })
        .orElse("none");
  }

  @Test
  void endsOnDeepNesting() {
    String code = "f = " + "lambda: ".repeat(3000) + "x\n";

    assertEquals("none", lastUseOfX(PyRepository.of(code).module("server.py")));
  }
}
