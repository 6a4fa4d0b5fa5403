package io.mcpscore.engine.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A repository as large as real ones, put together from the fixtures of all checks: a package for
 * each, in turns of one language and another, twins of some, servers that share helpers, and
 * modules that import each other in a ring. It holds whatever could make an order matter: equal
 * names, equal texts, equal severities.
 */
public final class SampleRepository {

  private static final int SHARING = 12;

  private final Map<String, byte[]> files = new TreeMap<>();

  private SampleRepository() {}

  /** The files by path. */
  public static Map<String, byte[]> files() {
    SampleRepository out = new SampleRepository();
    try {
      int turn = 0;
      for (Path check : directories(resource("/fixtures"))) {
        List<Path> variants = directories(check);
        Path variant = variants.get(turn++ % variants.size());
        String name = check.getFileName().toString();
        out.copy(variant.resolve("bad"), "packages/" + name + "/");
        if (name.startsWith("rce-") || name.startsWith("supply-chain-lock")) {
          out.copy(variant.resolve("bad"), "packages/" + name + "-again/");
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    out.sharedHelpers();
    return out.files;
  }

  /** The advisories of the tests. */
  public static Path advisories() {
    return resource("/advisories");
  }

  private void sharedHelpers() {
    for (int i = 0; i < SHARING; i++) {
      int next = (i + 1) % SHARING;
      text(
          "shared/ts/server" + i + ".ts",
          """
          import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
          import { z } from "zod";
          import { run, table } from "./helper.js";
          import { other%2$d } from "./server%2$d.js";
          const server = new McpServer({ name: "shared", version: "1.0.0" });
          export const other%1$d = async (q: string) => other%2$d(q);
          server.tool("look", "Looks something up", { q: z.string() }, async ({ q }) => run(q));
          server.tool("query%1$d", "Queries", { q: z.string() }, async ({ q }) => table(q));
          """
              .formatted(i, next));
      text(
          "shared/py/server" + i + ".py",
          """
          from mcp.server.fastmcp import FastMCP
          from .helper import run, table
          from . import server%2$d
          mcp = FastMCP("shared")

          @mcp.tool()
          def look(q: str) -> str:
              return run(q)

          @mcp.tool()
          def query%1$d(q: str) -> str:
              return table(q) + server%2$d.look(q)
          """
              .formatted(i, next));
    }
    text(
        "shared/ts/helper.ts",
        """
        import { execSync } from "node:child_process";
        import { db } from "./db.js";
        export function run(q: string) { return execSync("grep " + q).toString(); }
        export function table(q: string) { return db.query("SELECT * FROM " + q); }
        """);
    text(
        "shared/py/helper.py",
        """
        import os
        import sqlite3
        def run(q):
            return os.popen("grep " + q).read()
        def table(q):
            return str(sqlite3.connect("a.db").execute("SELECT * FROM " + q).fetchall())
        """);
  }

  private void text(String path, String text) {
    files.put(path, text.getBytes(StandardCharsets.UTF_8));
  }

  private void copy(Path root, String prefix) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String path = root.relativize(file).toString().replace('\\', '/');
        text(prefix + path, Tokens.fill(Files.readString(file)));
      }
    }
    // A manifest makes a package, and a package a server of its own.
    if (!files.containsKey(prefix + "pyproject.toml")) {
      files.putIfAbsent(prefix + "package.json", "{}".getBytes(StandardCharsets.UTF_8));
    }
  }

  private static List<Path> directories(Path root) throws IOException {
    try (Stream<Path> all = Files.list(root)) {
      return all.filter(Files::isDirectory).sorted().toList();
    }
  }

  private static Path resource(String name) {
    try {
      return Path.of(SampleRepository.class.getResource(name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
