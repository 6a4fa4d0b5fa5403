package io.mcpscore.engine.program.js;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mcpscore.engine.program.Binding;
import io.mcpscore.engine.program.SourceModule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScriptBindingTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      textBlock =
          """
          const x = 1; probe(x)                                   → variable 1
          let x = 1; x = 2; probe(x)                              → variable ?
          let x; x = 2; probe(x)                                  → variable 2
          let x; x = 2; x = 3; probe(x)                           → variable ?
          let x = 1; x++; probe(x)                                → variable ?
          let x = 1; [x] = f(); probe(x)                          → variable ?
          var x = 1; var x = 2; probe(x)                          → variable ?
          const {x} = {x: 7}; probe(x)                            → variable 7
          const {x} = f(); probe(x)                               → variable ?
          for (const x of xs) probe(x)                            → variable ?
          try {} catch (x) { probe(x) }                           → variable ?
          { var x = 3 } probe(x)                                  → variable 3
          { let x = 3 } probe(x)                                  → global
          const x = 1; { const x = 2; probe(x) }                  → variable 2
          probe(x); function x() {}                               → function
          class x {}; probe(x)                                    → class
          const f = function x() { probe(x) }                     → function
          function f(a, x) { probe(x) }                           → parameter 1 []
          const f = x => probe(x)                                 → parameter 0 []
          function f({a: {x = 1}}) { probe(x) }                   → parameter 0 [a, x]
          function f(a, [, {x}] = []) { probe(x) }                → parameter 1 [1, x]
          function f(...x) { probe(x) }                           → parameter 0 []
          import x from "m"; probe(x)                             → import m default
          import * as x from "m"; probe(x)                        → import m *
          import {y as x} from "m"; probe(x)                      → import m y
          const x = require("m"); probe(x)                        → import m *
          const x = require("m").y; probe(x)                      → import m y
          const {y: x} = require("m"); probe(x)                   → import m y
          const {x} = await import("m"); probe(x)                 → import m x
          import x = require("m"); probe(x)                       → import m *
          probe(x)                                                → global
          enum x {A}; probe(x)                                    → variable enum x {A}
          function f(this: T, x: number) { probe(x) }             → parameter 0 []
          """)
  void nameMeansWhatItsScopeSays(String code, String expected) {
    ScriptFixture repository = ScriptFixture.of("a.ts", code);
    SourceModule module = repository.module("a.ts");

    String actual =
        switch (module.binding(repository.probe("a.ts")).orElse(null)) {
          case null -> "global";
          case Binding.Variable v ->
              "variable " + (v.value() < 0 ? "?" : module.tree().text(v.value()));
          case Binding.Function f -> module.isFunction(f.node()) ? "function" : "broken";
          case Binding.Class c -> "class";
          case Binding.Parameter p -> "parameter " + p.index() + " " + p.path();
          case Binding.Import i -> "import " + i.specifier() + " " + i.name();
        };

    assertEquals(expected, actual);
  }

  @Test
  void hostileNestingEndsInTime() {
    String code = "{let a;".repeat(20_000) + "probe(x)" + "}".repeat(20_000);

    ScriptFixture repository = ScriptFixture.of("a.js", code);

    assertEquals("x", repository.resolved("a.js"));
  }
}
