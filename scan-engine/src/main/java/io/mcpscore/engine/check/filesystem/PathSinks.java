package io.mcpscore.engine.check.filesystem;

import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Which arguments of calls are paths of files that are opened, listed, changed or deleted. */
final class PathSinks {

  private static final Pattern NODE =
      Pattern.compile(
          "(?:fs|fs\\.promises|fs-extra|fs-extra\\.default|graceful-fs|fs\\.default)\\."
              + "(?:promises\\.)?(readFile|writeFile|appendFile|open|createReadStream|createWriteStream|unlink"
              + "|rm|rmdir|readdir|opendir|mkdir|chmod|chown|truncate|readJson|writeJson|outputFile"
              + "|remove|emptyDir|readlink|copyFile|rename|cp|copy|move|symlink|link)(?:Sync)?");

  private static final Set<String> TWO_PATHS =
      Set.of("copyFile", "rename", "cp", "copy", "move", "symlink", "link");

  private static final Set<String> PYTHON =
      Set.of(
          "open",
          "io.open",
          "aiofiles.open",
          "os.open",
          "os.remove",
          "os.unlink",
          "os.rmdir",
          "os.removedirs",
          "os.listdir",
          "os.scandir",
          "os.walk",
          "os.makedirs",
          "os.mkdir",
          "os.chmod",
          "os.readlink",
          "shutil.rmtree",
          "codecs.open",
          "numpy.load",
          "zipfile.ZipFile",
          "tarfile.open",
          "send_file",
          "flask.send_file");

  private static final Set<String> PYTHON_TWO =
      Set.of(
          "os.rename",
          "os.replace",
          "shutil.copy",
          "shutil.copy2",
          "shutil.copyfile",
          "shutil.copytree",
          "shutil.move");

  /** Methods that paths alone have, so that the receiver is a path whatever made it. */
  private static final Set<String> PATH_METHODS =
      Set.of(
          "read_text",
          "read_bytes",
          "write_text",
          "write_bytes",
          "unlink",
          "rmdir",
          "iterdir",
          "rglob",
          "symlink_to");

  private static final Set<String> RESOLVED_PATH_METHODS =
      Set.of("open", "mkdir", "touch", "glob", "rename", "replace", "chmod");

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
    if (call.module().file().language().isScript()) {
      var matcher = NODE.matcher(call.callee());
      if (!matcher.matches()) {
        return List.of();
      }
      return present(
          call.argument(0), TWO_PATHS.contains(matcher.group(1)) ? call.argument(1) : -1);
    }
    if (PYTHON.contains(call.callee())) {
      return present(call.argument(0, "file"), -1);
    }
    if (PYTHON_TWO.contains(call.callee())) {
      return present(call.argument(0, "src"), call.argument(1, "dst"));
    }
    String method = call.callee().substring(call.callee().lastIndexOf('.') + 1);
    boolean path = call.callee().startsWith("pathlib.") && call.callee().contains("()");
    return path && RESOLVED_PATH_METHODS.contains(method)
        ? present(call.receiver(), -1)
        : List.of();
  }

  private static List<Integer> ofMethod(SourceModule module, int node) {
    SyntaxTree tree = module.tree();
    if (module.file().language().isScript()) {
      return List.of();
    }
    int function = tree.child(node, "function");
    String method = tree.text(tree.child(function, "attribute"));
    return PATH_METHODS.contains(method) ? present(tree.child(function, "object"), -1) : List.of();
  }

  private static List<Integer> present(int first, int second) {
    return IntStream.of(first, second).filter(n -> n != SyntaxTree.NONE).boxed().toList();
  }
}
