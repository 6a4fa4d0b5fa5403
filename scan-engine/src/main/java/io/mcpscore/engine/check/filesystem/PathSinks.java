package io.mcpscore.engine.check.filesystem;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.Expressions;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.program.Binding;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.js.Parameters;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Which arguments of calls are paths of files that are opened, listed, changed or deleted. */
final class PathSinks {

  private PathSinks() {}

  /** The path expressions of a call, none when it is no file operation. */
  static List<Integer> of(ExternalCalls calls, SourceModule module, int node) {
    Optional<Call> external = calls.at(module, node);
    if (external.isPresent()) {
      List<Integer> known = ofExternal(external.get());
      if (!known.isEmpty()) {
        return known;
      }
    }
    return ofMethod(module, node);
  }

  private static List<Integer> ofExternal(Call call) {
    String callee = call.callee();
    if (call.module().file().language().isScript()) {
      var matcher = PathNames.NODE.matcher(callee);
      if (isOfBytes(call)) {
        return List.of();
      }
      if (matcher.matches()) {
        boolean two = PathNames.NODE_TWO_PATHS.contains(matcher.group(1));
        return present(call.argument(0), two ? call.argument(1) : NONE);
      }
      if (PathNames.GLOB.matches(callee)) {
        return present(call.argument(0), folder(call));
      }
      return PathNames.OTHER_RUNTIMES.contains(callee)
          ? present(call.argument(0), NONE)
          : List.of();
    }
    if (PathNames.PYTHON.contains(callee) || PathNames.PANDAS.matches(callee)) {
      return present(first(call), NONE);
    }
    if (PathNames.PYTHON_TWO.contains(callee)) {
      return present(call.argument(0, "src"), call.argument(1, "dst"));
    }
    if (callee.equals("shutil.make_archive")) {
      return present(call.argument(0, "base_name"), call.argument(2, "root_dir"));
    }
    String method = callee.substring(callee.lastIndexOf('.') + 1);
    boolean path = callee.startsWith("pathlib.") && callee.contains("()");
    return path && PathNames.RESOLVED_PATH_METHODS.contains(method)
        ? present(call.receiver(), NONE)
        : List.of();
  }

  /** {@code new AdmZip(Buffer.from(x, "base64"))} takes what a file holds instead of its path. */
  private static boolean isOfBytes(Call call) {
    if (!PathNames.PATH_OR_BYTES.contains(call.callee()) || call.argument(0) == NONE) {
      return false;
    }
    SyntaxTree tree = call.tree();
    int value = Expressions.valueOf(call.module(), call.argument(0));
    boolean made = tree.is(value, "call_expression") || tree.is(value, "new_expression");
    String maker = made ? tree.text(tree.namedChild(value, 0)) : "";
    return maker.matches("Buffer(?:\\.(?:from|concat))?|Uint8Array|ArrayBuffer")
        || (call.module().binding(value).orElse(null) instanceof Binding.Parameter p
            && p.path().isEmpty()
            && tree.text(Parameters.type(tree, p.function(), p.index()))
                .matches(": ?(?:Buffer|Uint8Array|ArrayBuffer)"));
  }

  private static int folder(Call call) {
    return PathNames.FOLDER_OPTIONS.stream()
        .sorted()
        .mapToInt(call::option)
        .filter(n -> n != NONE)
        .findFirst()
        .orElse(NONE);
  }

  /**
   * What an archive of archiver is filled from; archives are handed to functions that fill them.
   */
  private static List<Integer> ofArchive(SourceModule module, int node, String method) {
    SyntaxTree tree = module.tree();
    boolean archive =
        PathNames.ARCHIVE_METHODS.contains(method)
            && PathNames.ARCHIVE.matcher(tree.text(Expressions.owner(tree, node))).matches()
            && module.file().text().holds("archiver");
    if (!archive) {
      return List.of();
    }
    Call call = new Call(module, node, "");
    return present(method.equals("glob") ? folder(call) : call.argument(0), NONE);
  }

  private static int first(Call call) {
    int node = call.argument(0);
    for (String name : List.of("file", "path", "filename", "filepath_or_buffer", "name")) {
      node = node == NONE ? call.option(name) : node;
    }
    return node;
  }

  private static List<Integer> ofMethod(SourceModule module, int node) {
    SyntaxTree tree = module.tree();
    String method = Expressions.calledName(tree, node);
    if (module.file().language().isScript()) {
      List<Integer> archived = ofArchive(module, node, method);
      return archived.isEmpty()
          ? switch (method) {
            case "sendFile" -> ofResponse(tree, node);
            case "sendMail" -> Attachments.of(module, node);
            case "backup" -> ofBackup(module, node);
            default -> List.of();
          }
          : archived;
    }
    int owner = Expressions.owner(tree, node);
    return PathNames.PATH_METHODS.contains(method) ? present(owner, NONE) : List.of();
  }

  /** {@code res.sendFile(path)}; with a root the framework keeps the path inside. */
  private static List<Integer> ofResponse(SyntaxTree tree, int node) {
    if (Expressions.owner(tree, node) == NONE) {
      return List.of();
    }
    int arguments = tree.child(node, "arguments");
    boolean rooted =
        tree.namedChildren(arguments)
            .anyMatch(a -> tree.is(a, "object") && tree.text(a).contains("root"));
    return rooted ? List.of() : present(tree.namedChild(arguments, 0), NONE);
  }

  /** The copy that {@code better-sqlite3} makes of a database. */
  private static List<Integer> ofBackup(SourceModule module, int node) {
    return module.file().text().holds("better-sqlite3")
        ? present(new Call(module, node, "").argument(0), NONE)
        : List.of();
  }

  private static List<Integer> present(int first, int second) {
    return IntStream.of(first, second).filter(n -> n != NONE).boxed().toList();
  }
}
