package io.mcpscore.engine.program.js;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScriptResolutionTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      quoteCharacter = '`',
      textBlock =
          """
          probe(eval)                                                              → eval
          probe(globalThis.fetch)                                                  → fetch
          probe(process.env.HOME)                                                  → process.env.HOME
          import {exec} from "node:child_process"; probe(exec)                     → child_process.exec
          import fs from "fs"; probe(fs.promises.readFile)                         → fs.promises.readFile
          import * as fs from "fs/promises"; probe(fs.readFile)                    → fs.promises.readFile
          import {readFile} from "node:fs/promises"; probe(readFile)               → fs.promises.readFile
          import {promises as fsp} from "fs"; probe(fsp.rm)                        → fs.promises.rm
          const cp = require("child_process"); const run = cp.exec; probe(run)     → child_process.exec
          const {exec: e} = require("child_process"); probe(e)                     → child_process.exec
          const cp = require("child_process"); const {exec} = cp; probe(exec)      → child_process.exec
          probe(require("child_process").exec)                                     → child_process.exec
          probe((await import("child_process")).exec)                              → child_process.exec
          import cp from "child_process"; probe(cp["exec"])                        → child_process.exec
          import cp from "child_process"; const k = "ex" + "ec"; probe(cp[k])      → child_process.exec
          import {promisify} from "util"; import {exec} from "child_process"; const e = promisify(exec); probe(e) → child_process.exec
          import {exec} from "child_process"; const e = exec.bind(null); probe(e)  → child_process.exec
          import {exec} from "child_process"; const e = exec.bind(null, "ls"); probe(e) → ?
          import {S} from "sdk/s.js"; const make = () => new Promise((done) => done(new S())); async function f() { const s = await make(); probe(s.tool) } → sdk/s.js.S().tool
          import {S} from "sdk/s.js"; function make(): Promise<S> { return new Promise((done) => go(done)); } async function f() { const s = await make(); probe(s.tool) } → sdk/s.js.S().tool
          const make = () => new Promise((done) => { done(1); done(2); }); async function f() { const s = await make(); probe(s.tool) } → ?
          import axios from "axios"; const c = axios.create({}); probe(c.get)      → axios.create().get
          import axios from "axios"; probe(axios.create())                         → axios.create()
          import {Pool} from "pg"; const p = new Pool(); probe(p.query)            → pg.Pool().query
          import {S} from "sdk/s.js"; function f(s: S) { probe(s.tool) }           → sdk/s.js.S().tool
          import {S} from "sdk/s.js"; class A { constructor(private s: S) {} f() { probe(this.s.tool) } } → sdk/s.js.S().tool
          import {S} from "sdk/s.js"; class A { s = new S(); f() { probe(this.s.tool) } } → sdk/s.js.S().tool
          import {S} from "sdk/s.js"; class A { f() { probe(this.s.tool) } constructor() { this.s = new S() } } → sdk/s.js.S().tool
          import {S} from "sdk/s.js"; class A extends S { f() { probe(this.tool) } } → sdk/s.js.S().tool
          import {S} from "sdk/s.js"; const make = () => { const s = new S(); return {s} }; const {s} = make(); probe(s.tool) → sdk/s.js.S().tool
          import {S} from "sdk/s.js"; let s: S | undefined; function f() { probe(s!.tool) } → sdk/s.js.S().tool
          class A { run() {} f() { probe(this.run) } }                             → a.ts:run() {}
          class A { run() {} } const a = new A(); probe(a.run)                     → a.ts:run() {}
          class A { run() {} } class B extends A { f() { probe(this.run) } }       → a.ts:run() {}
          class A { run() {} } class B extends A { run() { probe(super.run) } }    → a.ts:run() {}
          class A { static run() {} } probe(A.run)                                 → a.ts:static run() {}
          class A { run() {} } function f(a: A) { probe(a.run) }                   → a.ts:run() {}
          class A { run = () => 1; f() { [1].map(() => probe(this.run)) } }        → a.ts:() => 1
          const o = {run() {}, f() { probe(this.run) }}                            → a.ts:run() {}
          const o = {a: {b: 5}}; probe(o.a.b)                                      → a.ts:5
          const base = {b: 5}; const o = {...base, c: 1}; probe(o.b)               → a.ts:5
          const xs = [1, 2]; probe(xs[1])                                          → a.ts:2
          enum E {A = "x"}; probe(E.A)                                             → a.ts:"x"
          const f = Object.freeze({a: 1}); probe(f.a)                              → a.ts:1
          const f = (x as any)!; probe((f satisfies unknown))                      → x
          import {exec} from "child_process"; function f(run) { probe(run) } f(exec); f(exec) → child_process.exec
          import {exec, spawn} from "child_process"; function f(run) { probe(run) } f(exec); f(spawn) → ?
          function go() {} const f = ({run}) => probe(run); f({run: go})           → a.ts:function go() {}
          function f(x) { probe(x) } f("text")                                     → ?
          function f(x) { probe(x) } f(process.env.HOME)                           → ?
          function f(run) { probe(run) } f(() => 1)                                → ?
          import {S} from "sdk/s.js"; function f(s) { probe(s.tool) } f(new S())   → sdk/s.js.S().tool
          import {S} from "sdk/s.js"; class A { constructor(s) { this.s = s } f() { probe(this.s.tool) } } new A(new S()) → sdk/s.js.S().tool
          interface Own { tool(): void } import {S} from "sdk/s.js"; function f(s: Own) { probe(s.tool) } f(new S()) → ?
          const make = (a) => (b) => a + b; const m = make(1); probe(m)            → a.ts:(b) => a + b
          const make = (a) => (b) => (c) => 1; probe(make(1)(2))                   → a.ts:(c) => 1
          class B { add() { if (x) return this; return this; } run() {} } probe(new B().add().add().run) → a.ts:run() {}
          class B { add() { return this; } run() {} } const b = xs.reduce((all, x) => all.add(x), new B()); probe(b.run) → a.ts:run() {}
          class B { run() {} } xs.reduce((all, x) => probe(all.run), new B())      → a.ts:run() {}
          import {container} from "tsyringe"; class A { run() {} } const a = container.resolve(A); probe(a.run) → a.ts:run() {}
          import type {DependencyContainer} from "tsyringe"; class A { run() {} } const f = (di: DependencyContainer) => { const a = di.resolve(A); probe(a.run) } → a.ts:run() {}
          import {Container} from "inversify"; const c = new Container(); class A { run() {} } probe(c.get<A>("A").run) → a.ts:run() {}
          import type {Page} from "playwright"; const f = async (work: (page: Page) => void) => work(await open()); f((p) => probe(p.goto)) → playwright.Page().goto
          import {S} from "sdk/s.js"; function f(work) { return work(new S()) } f((s) => probe(s.tool)) → sdk/s.js.S().tool
          function f(work) { work(1); work(2) } f((s) => probe(s.tool))            → ?
          function f(x) { probe(x) }                                               → ?
          function f(x) { probe(x.y) }                                             → ?
          const a = b, b = a; probe(a)                                             → ?
          let a = f(); a = g(); probe(a)                                           → ?
          """)
  void expressionStandsForItsTarget(String code, String expected) {
    ScriptFixture repository = ScriptFixture.of("a.ts", code);

    assertEquals(expected, repository.resolved("a.ts"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      quoteCharacter = '`',
      textBlock =
          """
          import {f} from "./b.js"; probe(f)                        → export const f = 1
          import {f} from "./b"; probe(f)                           → export {g as f}; const g = 1
          import f from "./b.js"; probe(f)                          → export default 1
          import f from "./b.js"; probe(f)                          → const f = 1; export default f
          import f from "./b.js"; probe(f)                          → export = 1
          import * as b from "./b.js"; probe(b.f)                   → export const f = 1
          import * as b from "./b.js"; probe(b.f.g)                 → export const f = {g: 1}
          const b = require("./b"); probe(b.f)                      → const f = 1; module.exports = {f}
          const b = require("./b"); probe(b.f)                      → exports.f = 1
          const b = require("./b"); probe(b)                        → module.exports = 1
          const {f} = require("./b"); probe(f)                      → module.exports = {f: 1}
          import {f} from "./b.js"; probe(f)                        → export * from "./c.js"
          import {f} from "./b.js"; probe(f)                        → export {h as f} from "./c.js"
          import {c} from "./b.js"; probe(c.f)                      → export * as c from "./c.js"
          import {f} from "./b.js"; probe(f)                        → import {f} from "./c.js"; export {f}
          """)
  void namesAreFollowedAcrossFiles(String importer, String exporter) {
    ScriptFixture repository =
        ScriptFixture.of(
            "src/a.ts",
            importer,
            "src/b.ts",
            exporter,
            "src/c/index.ts",
            "export const wrong = 2",
            "src/c.ts",
            "export const f = 1, h = 1");

    String resolved = repository.resolved("src/a.ts");

    assertEquals("1", resolved.substring(resolved.indexOf(':') + 1));
  }

  @Test
  void cyclicReExportsEnd() {
    ScriptFixture repository =
        ScriptFixture.of(
            "a.ts", "import {f} from './b'; probe(f)",
            "b.ts", "export * from './c'; export {f} from './c'",
            "c.ts", "export * from './b'; export {f} from './b'");

    assertEquals("?", repository.resolved("a.ts"));
  }

  @ParameterizedTest
  @CsvSource({
    "./lib, src/lib/index.ts",
    "./lib/index.js, src/lib/index.ts",
    "./view.jsx, src/view.tsx",
    "../shared/x.mjs, shared/x.mts",
    "@/lib, src/lib/index.ts",
    "@acme/core, packages/core/src/index.ts",
    "@acme/core/deep, packages/core/src/deep.ts",
    "@acme/tools/run, packages/tools/source/run.ts",
    "#inner/x, src/x.ts",
    "express, ''",
    "@modelcontextprotocol/server/stdio, ''",
    "../../outside, ''",
    "./data.json, src/data.json"
  })
  void specifierNamesItsFile(String specifier, String expected) {
    ScriptFixture repository =
        ScriptFixture.of(
            "src/a.ts", "",
            "src/x.ts", "",
            "src/lib/index.ts", "",
            "src/view.tsx", "",
            "src/data.json", "{}",
            "shared/x.mts", "",
            "outside.ts", "",
            "tsconfig.json",
                "{ /* aliases */ \"compilerOptions\": {\"paths\": {\"@/*\": [\"./src/*\"],}} }",
            "package.json", "{\"imports\": {\"#inner/*\": \"./src/*.js\"}}",
            "packages/core/package.json", "{\"name\": \"@acme/core\", \"main\": \"dist/index.js\"}",
            "packages/core/src/index.ts", "",
            "packages/core/src/deep.ts", "",
            "packages/tools/package.json",
                "{\"name\": \"@acme/tools\", \"exports\": {\"./*\": {\"import\": \"./source/*.js\"}}}",
            "packages/tools/source/run.ts", "",
            "packages/sdk/package.json", "{\"name\": \"@modelcontextprotocol/server\"}",
            "packages/sdk/src/stdio.ts", "");

    String found = new ModuleFiles(repository.files()).locate("src/a.ts", specifier).orElse("");

    assertEquals(expected, found);
  }
}
