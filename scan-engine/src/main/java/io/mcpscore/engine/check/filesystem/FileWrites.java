package io.mcpscore.engine.check.filesystem;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.Expressions;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.program.Program;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.regex.Matcher;

/** Calls that write a file, and what they write to. */
final class FileWrites {

  private FileWrites() {}

  /** The path that a call writes to, or {@code NONE}. */
  static int target(Program program, ExternalCalls calls, SourceModule module, int node) {
    SyntaxTree tree = module.tree();
    String method = Expressions.calledName(tree, node);
    if (!module.file().language().isScript()
        && (method.equals("write_text") || method.equals("write_bytes"))) {
      return Expressions.owner(tree, node);
    }
    Call call = calls.at(module, node).orElse(null);
    if (call == null) {
      return NONE;
    }
    Matcher matcher = PathNames.NODE.matcher(call.callee());
    if (matcher.matches()) {
      return switch (matcher.group(1)) {
        case "writeFile",
            "appendFile",
            "createWriteStream",
            "outputFile",
            "outputJson",
            "writeJson" ->
            call.argument(0);
        case "copyFile", "symlink", "copy", "rename", "move" -> call.argument(1);
        case "open" -> isWriting(program, call) ? call.argument(0) : NONE;
        default -> NONE;
      };
    }
    return switch (call.callee()) {
      case "open", "io.open", "aiofiles.open", "codecs.open" ->
          isWriting(program, call) ? call.argument(0, "file") : NONE;
      case "shutil.copy", "shutil.copy2", "shutil.copyfile", "shutil.move", "os.symlink" ->
          call.argument(1);
      case "Bun.write", "Deno.writeTextFile", "Deno.writeFile" -> call.argument(0);
      default -> NONE;
    };
  }

  private static boolean isWriting(Program program, Call call) {
    String mode = program.constant(call.module(), call.argument(1, "mode")).asText("");
    return mode.matches(".*[wax+].*");
  }
}
