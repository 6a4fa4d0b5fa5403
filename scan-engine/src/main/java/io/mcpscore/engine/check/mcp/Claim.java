package io.mcpscore.engine.check.mcp;

import io.mcpscore.engine.mcp.McpModel.ToolDeclaration;
import io.mcpscore.model.Effect;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a tool claims to be, by its words. Only tools that claim to compute something from their
 * arguments alone are judged; every other one may have reasons that no list of words knows.
 */
final class Claim {

  /** Names and verbs of pure computation. */
  private static final Set<String> COMPUTES =
      Set.of(
          "add",
          "sum",
          "subtract",
          "multiply",
          "divide",
          "calculate",
          "calculator",
          "calc",
          "math",
          "arithmetic",
          "factorial",
          "fibonacci",
          "prime",
          "average",
          "mean",
          "median",
          "percentage",
          "bmi",
          "sqrt",
          "modulo",
          "celsius",
          "fahrenheit",
          "convert",
          "converter",
          "count",
          "counter",
          "reverse",
          "uppercase",
          "lowercase",
          "capitalize",
          "slugify",
          "encode",
          "decode",
          "base64",
          "hash",
          "uuid",
          "random",
          "dice",
          "roll",
          "coin",
          "password",
          "greet",
          "greeting",
          "hello",
          "echo",
          "palindrome",
          "anagram",
          "sort",
          "format",
          "formatter");

  /** What may stand beside them without meaning anything more. */
  private static final Set<String> NEUTRAL =
      Set.of(
          "numbers", "number", "two", "integers", "integer", "digits", "text", "string", "strings",
          "character", "characters", "words", "word", "letters", "vowels", "generate", "create",
          "make", "get", "simple", "basic", "advanced", "secure", "strong", "temperature", "unit",
          "units", "value", "values", "list", "data", "a", "b", "to", "from", "the", "of", "is",
          "and", "check", "calculation", "discount", "tax", "total", "tip", "interest", "distance",
          "area", "volume", "phone", "date", "length", "name", "case", "tool");

  private static final Set<String> NETWORK =
      Set.of(
          "url",
          "uri",
          "http",
          "https",
          "web",
          "website",
          "site",
          "page",
          "internet",
          "online",
          "api",
          "apis",
          "endpoint",
          "fetch",
          "fetches",
          "download",
          "upload",
          "uploads",
          "send",
          "sends",
          "submit",
          "submits",
          "post",
          "posts",
          "publish",
          "email",
          "mail",
          "message",
          "notify",
          "server",
          "service",
          "backend",
          "remote",
          "cloud",
          "host",
          "network",
          "dns",
          "ping",
          "socket",
          "webhook",
          "search",
          "lookup",
          "weather",
          "currency",
          "currencies",
          "exchange",
          "stock",
          "rate",
          "rates",
          "market",
          "price",
          "prices",
          "news",
          "live",
          "github",
          "ai",
          "llm",
          "model",
          "gpt",
          "translate",
          "request",
          "requests",
          "database",
          "client",
          "location",
          "city",
          "country",
          "ip",
          "domain",
          "telemetry",
          "analytics",
          "report",
          "reports",
          "token",
          "tokens",
          "embedding",
          "image",
          "video",
          "audio",
          "address",
          "timezone");
  private static final Set<String> FILES =
      Set.of(
          "file",
          "files",
          "filename",
          "path",
          "paths",
          "directory",
          "folder",
          "folders",
          "disk",
          "save",
          "saves",
          "saved",
          "load",
          "loads",
          "read",
          "reads",
          "write",
          "writes",
          "store",
          "stores",
          "stored",
          "log",
          "logs",
          "export",
          "import",
          "document",
          "documents",
          "csv",
          "json",
          "yaml",
          "xml",
          "html",
          "markdown",
          "image",
          "images",
          "photo",
          "picture",
          "video",
          "audio",
          "pdf",
          "report",
          "history",
          "record",
          "cache",
          "workspace",
          "project",
          "repo",
          "repository",
          "code",
          "codebase",
          "lines",
          "notebook",
          "template",
          "dataset",
          "table",
          "spreadsheet",
          "config",
          "memory",
          "note",
          "notes",
          "database",
          "output",
          "input");
  private static final Set<String> PROGRAMS =
      Set.of(
          "command",
          "commands",
          "shell",
          "run",
          "runs",
          "execute",
          "executes",
          "script",
          "process",
          "program",
          "terminal",
          "bash",
          "git",
          "docker",
          "compile",
          "build",
          "test",
          "launch",
          "start",
          "open",
          "install",
          "video",
          "audio",
          "image",
          "file",
          "files",
          "document",
          "pdf",
          "code",
          "formatter",
          "lint",
          "linter",
          "python",
          "javascript",
          "expression",
          "evaluate");
  private static final Set<String> SURROUNDINGS =
      Set.of(
          "environment",
          "env",
          "variable",
          "variables",
          "config",
          "configuration",
          "setting",
          "settings",
          "secret",
          "secrets",
          "token",
          "tokens",
          "credential",
          "credentials",
          "key",
          "keys",
          "api",
          "account",
          "system",
          "debug",
          "server");

  private static final Map<Effect, Set<String>> EXCUSES =
      Map.of(
          Effect.NET_OUT, NETWORK,
          Effect.FS_READ, FILES,
          Effect.FS_WRITE, FILES,
          Effect.EXEC, PROGRAMS,
          Effect.SECRETS, SURROUNDINGS,
          Effect.ENV, SURROUNDINGS);

  private final Set<String> said;
  private final boolean computes;

  private Claim(Set<String> said, boolean computes) {
    this.said = said;
    this.computes = computes;
  }

  static Claim of(ToolDeclaration tool) {
    List<String> name = Words.of(tool.name());
    boolean computes =
        !Collections.disjoint(name, COMPUTES)
            && name.stream().allMatch(w -> COMPUTES.contains(w) || NEUTRAL.contains(w));
    return new Claim(Words.said(tool), computes);
  }

  /** Whether an effect would surprise somebody who read what the tool says. */
  boolean isSurprising(Effect effect) {
    Set<String> excuses = EXCUSES.get(effect);
    return computes && excuses != null && Collections.disjoint(said, excuses);
  }
}
