package io.mcpscore.engine.hostile;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Files that are made to break a scan.
 *
 * @param name what is tried
 * @param files the bytes by path
 */
record HostileCase(String name, Map<String, byte[]> files) {

  private static final int BYTES_A_LINE = 200;

  /** A case without files yet. */
  static HostileCase named(String name) {
    return new HostileCase(name, new TreeMap<>());
  }

  /** A case of one text. */
  static HostileCase of(String name, String path, String text) {
    return named(name).with(path, text);
  }

  /** A case of code that has too many lines to pass for a bundle, which would be looked at less. */
  static HostileCase code(String name, String path, String text) {
    return of(name, path, text + "\n".repeat(text.length() / BYTES_A_LINE));
  }

  /** Every case. */
  static Stream<HostileCase> all() {
    return Stream.of(HostileScripts.cases(), HostilePython.cases(), HostileTexts.cases())
        .flatMap(s -> s);
  }

  /** A name for files about it. */
  String fileName() {
    return Integer.toHexString(name.hashCode());
  }

  /** The same beside two small servers that have a hole each. */
  HostileCase withHonestServers() {
    return with(
            "honest/server.ts",
            """
            import { exec } from "node:child_process";
            import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
            import { z } from "zod";
            const server = new McpServer({ name: "honest", version: "1.0.0" });
            server.tool("log", "Shows the log", { branch: z.string() }, async ({ branch }) => {
              exec("git log " + branch);
              return { content: [] };
            });
            """)
        .with(
            "honest/server.py",
            """
            import os
            from mcp.server.fastmcp import FastMCP
            mcp = FastMCP("honest")
            @mcp.tool()
            def show(branch: str) -> str:
                \"""Shows the log.\"""
                return os.popen("git log " + branch).read()
            """);
  }

  /** The same with one more text. */
  HostileCase with(String path, String text) {
    return with(path, text.getBytes(StandardCharsets.UTF_8));
  }

  /** The same with one more file. */
  HostileCase with(String path, byte[] bytes) {
    files.put(path, bytes);
    return this;
  }

  /** The same with files that a number makes. */
  HostileCase with(int count, IntFunction<String> path, IntFunction<String> text) {
    for (int i = 0; i < count; i++) {
      with(path.apply(i), text.apply(i));
    }
    return this;
  }

  /** Texts that a number makes, one after the other. */
  static String each(int count, IntFunction<String> text) {
    return IntStream.range(0, count).mapToObj(text).collect(Collectors.joining());
  }

  /** A text in brackets, many times. */
  static String nested(String open, String inner, String close, int depth) {
    return open.repeat(depth) + inner + close.repeat(depth);
  }

  @Override
  public String toString() {
    return name;
  }
}
