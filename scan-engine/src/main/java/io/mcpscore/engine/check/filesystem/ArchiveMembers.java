package io.mcpscore.engine.check.filesystem;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.Expressions;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.check.Members;
import io.mcpscore.engine.program.Binding;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.Target;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Extraction of archives without a look at the names of the members. */
final class ArchiveMembers {

  /** Words of which one is in every file that takes archives apart. */
  static final List<String> WORDS =
      List.of(
          "yauzl",
          "unzipper",
          "jszip",
          "adm-zip",
          "node-stream-zip",
          "tar-stream",
          "fflate",
          "zipfile",
          "tarfile",
          "unpack_archive",
          "preservePaths");

  /** Libraries that write members by their names as they are. */
  private static final Pattern ARCHIVE_LIBRARY =
      Pattern.compile(
          "\\b(?:yauzl|unzipper|jszip|adm-zip|node-stream-zip|tar-stream|fflate|zipfile|tarfile)\\b");

  private static final Pattern MEMBER_NAME =
      Pattern.compile("\\w{1,40}\\.(?:fileName|entryName|relativePath|filename|header\\.name)");
  private static final Pattern LOOKED_AT =
      Pattern.compile(
          "startsWith|startswith|is_relative_to|relative_to|basename|commonpath|path\\.relative|\"\\.\\.\"|'\\.\\.'"
              + "|isPathInside|is-path-inside|sanitize|secure_filename|safe_join|validate\\w{0,20}[Pp]ath");
  private static final Pattern TAR =
      Pattern.compile("tar(?:\\.default)?\\.(?:x|extract|Unpack|UnpackSync)");

  private static final Pattern TAR_ALL =
      Pattern.compile("tarfile\\.(?:open|TarFile(?:\\.open)?)\\(\\)\\.extractall");

  /** A look at the name of a member. */
  private static final Pattern LOOKS_UP_NAMES = Pattern.compile("\\.name\\b");

  /** What a function asks that keeps members from other directories. */
  private static final Pattern LOOKS_UP =
      Pattern.compile(
          "\"\\.\\.|'\\.\\.|is_relative_to|relative_to|commonpath|realpath|resolve\\(|basename|\\.name\\b.{0,40}\\bin\\b");

  /** What a function asks, or sets, that keeps links out. */
  private static final Pattern LOOKS_FOR_LINKS =
      Pattern.compile(
          "issym|islnk|isfile|isreg|isdir|linkname|\\btype\\b|SYMTYPE|LNKTYPE|REGTYPE|_filter\\(");

  private static final int LONGEST = 200_000;
  private static final int MOST_VALUES = 20;

  private final CheckContext context;
  private final SourceModule module;
  private final SyntaxTree tree;
  private final boolean imports;
  private final boolean unpacks;
  private final boolean keepsPaths;

  ArchiveMembers(CheckContext context, SourceModule module) {
    this.context = context;
    this.module = module;
    this.tree = module.tree();
    this.imports = ARCHIVE_LIBRARY.matcher(tree.text(0)).find();
    this.keepsPaths = module.file().text().holds("preservePaths");
    this.unpacks = module.file().text().holds("unpack_archive");
  }

  /** {@code tar.extractall(path)} without a filter, {@code shutil.unpack_archive(file)}. */
  boolean isExtraction(int node) {
    if (keepsPaths && isKeepingPaths(node)) {
      return true;
    }
    if (!imports && !unpacks) {
      return false;
    }
    Call call = context.calls().at(module, node).orElse(null);
    if (call == null || isFiltered(call)) {
      return false;
    }
    boolean tar =
        call.callee()
            .matches("tarfile\\.(?:open|TarFile(?:\\.open)?)\\(\\)\\.(?:extractall|extract)");
    boolean any = call.callee().equals("shutil.unpack_archive");
    return (tar || any) && !isLookedAt(node);
  }

  /**
   * {@code tar.extractall(path, members=chosen(tar))}, where the function looks at names and not at
   * links: what is written behind a link goes where that leads.
   */
  boolean keepsLinks(int node) {
    Call call = imports ? context.calls().at(module, node).orElse(null) : null;
    if (call == null || !TAR_ALL.matcher(call.callee()).matches()) {
      return false;
    }
    int members = call.option("members");
    int value = members == NONE ? NONE : Expressions.valueOf(module, members);
    int choosing =
        value != NONE && ExternalCalls.isCall(tree, value) ? tree.child(value, "function") : NONE;
    return (call.option("filter") == NONE || trustsAll(call))
        && choosing != NONE
        && context.program().resolve(module, choosing).orElse(null) instanceof Target.Defined d
        && d.module().isFunction(d.node())
        && LOOKS_UP_NAMES.matcher(d.module().tree().text(d.node())).find()
        && !LOOKS_FOR_LINKS.matcher(d.module().tree().text(d.node())).find();
  }

  /** {@code tar.x({ file, preservePaths: true })}, which leaves {@code ..} in the names. */
  private boolean isKeepingPaths(int node) {
    Call call = context.calls().at(module, node).orElse(null);
    if (call == null || !TAR.matcher(call.callee()).matches() || isLookedAt(node)) {
      return false;
    }
    int options = Expressions.valueOf(module, call.argument(0));
    int kept = Members.value(tree, options, "preservePaths");
    for (int part : tree.namedChildren(options).toArray()) {
      boolean spread = kept == NONE && tree.is(part, "spread_element");
      int object = spread ? Expressions.valueOf(module, tree.namedChild(part, 0)) : NONE;
      kept = spread ? Members.value(tree, object, "preservePaths") : kept;
    }
    return kept != NONE && !tree.text(kept).equals("false");
  }

  private boolean trustsAll(Call call) {
    return tree.text(call.option("filter"))
        .matches("[\"']fully_trusted[\"']|(?:tarfile\\.)?fully_trusted_filter");
  }

  /** A filter of the library, or members that a function chose with a look at their names. */
  private boolean isFiltered(Call call) {
    int filter = call.option("filter");
    int members = call.option("members");
    boolean open = trustsAll(call);
    if (filter != NONE && !open) {
      return true;
    }
    if (members == NONE) {
      return false;
    }
    int value = Expressions.valueOf(module, members);
    int choosing = ExternalCalls.isCall(tree, value) ? tree.child(value, "function") : NONE;
    boolean loose =
        open
            && choosing != NONE
            && context.program().resolve(module, choosing).orElse(null) instanceof Target.Defined d
            && !LOOKS_UP.matcher(d.module().tree().text(d.node())).find();
    return !loose;
  }

  /** A file operation on a path that is made of a member's name. */
  boolean isWrittenByName(int node) {
    if (!imports) {
      return false;
    }
    int path = FileWrites.target(context.program(), context.calls(), module, node);
    return path != NONE && isMadeOfName(path) && !isLookedAt(node);
  }

  private boolean isMadeOfName(int path) {
    ArrayDeque<Integer> left = new ArrayDeque<>();
    left.add(path);
    Set<Integer> seen = new HashSet<>();
    while (!left.isEmpty() && seen.size() < MOST_VALUES) {
      int value = left.removeFirst();
      if (!seen.add(value)) {
        continue;
      }
      for (int n = value; n < tree.subtreeEnd(value); n++) {
        boolean member = tree.is(n, "member_expression") || tree.is(n, "attribute");
        if (member && MEMBER_NAME.matcher(tree.text(n)).matches()) {
          return true;
        }
        if (tree.is(n, "identifier")
            && module.binding(n).orElse(null) instanceof Binding.Variable v
            && v.value() != NONE) {
          left.add(v.value());
        }
      }
    }
    return false;
  }

  /**
   * A link that is made to where a member says, and nothing else looks at that place: what is
   * written through the link later goes anywhere.
   */
  boolean isLinkedAway(int node) {
    if (!imports || !Expressions.calledName(tree, node).matches("symlink(?:Sync|_to)?")) {
      return false;
    }
    int arguments = tree.child(node, "arguments");
    boolean told = tree.subtree(arguments).anyMatch(this::isLinkTarget);
    int scope = Expressions.scope(module, node);
    return told
        && tree.subtree(scope).filter(n -> !tree.within(n, node)).noneMatch(this::isLinkTarget);
  }

  private boolean isLinkTarget(int node) {
    boolean member = tree.is(node, "member_expression") || tree.is(node, "attribute");
    return member && tree.text(node).matches("\\w{1,40}(?:\\.\\w{1,40})?\\.link(?:name|path)");
  }

  /** The names may be tested in the function or in the one around it. */
  private boolean isLookedAt(int node) {
    int scope = Expressions.scope(module, node);
    for (int i = 0; i < 3 && scope > 0; i++) {
      if (tree.end(scope) - tree.start(scope) > LONGEST
          || LOOKED_AT.matcher(tree.text(scope)).find()) {
        return true;
      }
      scope = Expressions.scope(module, scope);
    }
    return false;
  }
}
