package io.mcpscore.engine.check.mcp;

import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.NamePattern;
import io.mcpscore.engine.program.Program;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What a call changes outside of the server. */
enum ActKind {
  DELETES_FILES("deletes files", true),
  WRITES_FILES("writes files", false),
  DELETES_DATA("deletes records of a data base", true),
  CHANGES_DATA("changes records of a data base", false),
  DELETES_REMOTE("sends a DELETE request", true),
  CHANGES_REMOTE("sends a PUT or PATCH request", false);

  private static final String NODE_FILES =
      "(?:fs|fs-extra|graceful-fs)\\.(?:default\\.)?(?:promises\\.)?";
  private static final NamePattern DELETES =
      NamePattern.of(
          NODE_FILES
              + "(?:unlink|rm|rmdir|remove|emptyDir)(?:Sync)?|rimraf(?:\\..{1,40})?|del(?:\\..{1,40})?"
              + "|trash(?:\\.default)?|os\\.(?:remove|unlink|rmdir|removedirs)|shutil\\.rmtree"
              + "|send2trash(?:\\.send2trash)?|pathlib\\.Path.{0,200}\\.(?:unlink|rmdir)");
  private static final NamePattern WRITES =
      NamePattern.of(
          NODE_FILES
              + "(?:writeFile|appendFile|createWriteStream|copyFile|cp|copy|rename|move|outputFile"
              + "|writeJson|outputJson|truncate|symlink|link)(?:Sync)?"
              + "|os\\.(?:rename|replace|symlink|link|truncate)|shutil\\.(?:copy|copy2|copyfile|move"
              + "|copytree|unpack_archive)"
              + "|pathlib\\.Path.{0,200}\\.(?:write_text|write_bytes|rename|replace|symlink_to)");
  private static final Set<String> OPENERS =
      Set.of("open", "io.open", "codecs.open", "aiofiles.open", "anyio.open_file");
  private static final Pattern WRITING_MODE = Pattern.compile("[rbtU]{0,2}[wax+][rwax+btU]{0,3}");

  private static final NamePattern HTTP_METHOD =
      NamePattern.of(
          "(?:axios|requests|httpx|aiohttp|got|ky|superagent|undici|needle)\\b.{0,200}"
              + "\\.(delete|put|patch)");
  private static final NamePattern HTTP_CALL =
      NamePattern.of(
          "fetch|(?:node-fetch|cross-fetch|undici|axios|got|ky|requests|httpx|aiohttp|urllib)\\b"
              + ".{0,200}|urllib\\.request\\.Request");
  private static final Set<String> RUNS_SQL =
      Set.of("execute", "executemany", "executescript", "query", "run", "exec", "prepare", "raw");
  private static final Pattern SQL =
      Pattern.compile(
          "\\s{0,40}(?:(DELETE\\s+FROM|DROP\\s+\\w+|TRUNCATE)|INSERT\\s+(?:OR\\s+\\w+\\s+)?INTO|UPDATE"
              + "|REPLACE\\s+INTO|MERGE\\s+INTO|ALTER\\s+\\w+)\\s+[\"`\\[]?([\\w.]{0,80})",
          Pattern.CASE_INSENSITIVE);

  /** Methods that paths alone have. */
  private static final Set<String> PATH_DELETES = Set.of("unlink", "rmdir");

  private static final Set<String> PATH_WRITES = Set.of("write_text", "write_bytes");

  /** What a server keeps for itself is no change that a user would have to hear of. */
  private static final Pattern OWN_BOOKS =
      Pattern.compile("(?i).*(?:audit|log|history|cache|session|metric|usage|telemetry|stat).*");

  private static final int LONGEST = 200;

  private final String phrase;
  private final boolean destroys;

  ActKind(String phrase, boolean destroys) {
    this.phrase = phrase;
    this.destroys = destroys;
  }

  /** As the rest of a sentence: {@code deletes files}. */
  String phrase() {
    return phrase;
  }

  /** Whether something is gone afterwards. */
  boolean destroys() {
    return destroys;
  }

  /** Whether files are what it changes. */
  boolean touchesFiles() {
    return this == DELETES_FILES || this == WRITES_FILES;
  }

  /** What a call changes, or empty when nothing is known of it. */
  static Optional<ActKind> of(CheckContext context, SourceModule module, int node) {
    Call call = context.calls().at(module, node).orElse(null);
    ActKind external = call == null ? null : ofExternal(context, call);
    return Optional.ofNullable(external != null ? external : ofMethod(context, module, node));
  }

  private static ActKind ofExternal(CheckContext context, Call call) {
    String name = call.callee();
    if (DELETES.matches(name)) {
      return DELETES_FILES;
    }
    if (WRITES.matches(name) || opensForWriting(context.program(), call)) {
      return WRITES_FILES;
    }
    if (HTTP_METHOD.matches(name)) {
      return name.endsWith(".delete") ? DELETES_REMOTE : CHANGES_REMOTE;
    }
    ActKind stored = StoreCalls.of(call);
    if (stored != null) {
      return stored;
    }
    return HTTP_CALL.matches(name) ? ofRequest(context.program(), call) : null;
  }

  /** Whether what a call is made on is called like the books that a server keeps for itself. */
  static boolean isOwnBook(Call call) {
    SyntaxTree tree = call.tree();
    int receiver = call.receiver();
    int end = Math.min(tree.end(receiver), tree.start(receiver) + LONGEST);
    return receiver != SyntaxTree.NONE
        && OWN_BOOKS.matcher(tree.source().slice(tree.start(receiver), end)).matches();
  }

  private static boolean opensForWriting(Program program, Call call) {
    if (!OPENERS.contains(call.callee()) || call.module().file().language().isScript()) {
      return false;
    }
    String mode = program.constant(call.module(), call.argument(1, "mode")).asText("");
    return WRITING_MODE.matcher(mode).matches();
  }

  /** By the constant method of a general request; POST may as well ask. */
  private static ActKind ofRequest(Program program, Call call) {
    String option = program.constant(call.module(), call.option("method")).asText("");
    String first = program.constant(call.module(), call.argument(0)).asText("");
    String method = (option.isEmpty() ? first : option).toUpperCase(Locale.ROOT);
    return switch (method) {
      case "DELETE" -> DELETES_REMOTE;
      case "PUT", "PATCH" -> CHANGES_REMOTE;
      default -> null;
    };
  }

  private static ActKind ofMethod(CheckContext context, SourceModule module, int node) {
    SyntaxTree tree = module.tree();
    int callee = tree.child(node, "function");
    boolean python = !module.file().language().isScript();
    String method = tree.text(tree.child(callee, python ? "attribute" : "property"));
    if (python && PATH_DELETES.contains(method)) {
      return DELETES_FILES;
    }
    if (python && PATH_WRITES.contains(method)) {
      return WRITES_FILES;
    }
    if (!RUNS_SQL.contains(method)) {
      return null;
    }
    Call call = new Call(module, node, method);
    int text = call.argument(0);
    if (text != SyntaxTree.NONE && tree.is(text, "call")) {
      // sqlalchemy: execute(text("…"))
      text = tree.namedChild(tree.child(text, "arguments"), 0);
    }
    var sql = SQL.matcher(text == SyntaxTree.NONE ? "" : constantStart(context, module, text));
    if (!sql.lookingAt() || OWN_BOOKS.matcher(sql.group(2)).matches()) {
      return null;
    }
    return sql.group(1) == null ? CHANGES_DATA : DELETES_DATA;
  }

  /** The text, or as much of a template as stands before its first gap. */
  private static String constantStart(CheckContext context, SourceModule module, int text) {
    String constant = context.program().constant(module, text).asText("");
    if (!constant.isEmpty()) {
      return constant;
    }
    String written = module.tree().text(text);
    return written.replaceFirst("^[fFrRbB]{0,2}(?:\"\"\"|'''|[\"'`])", "");
  }
}
