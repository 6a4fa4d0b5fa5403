package io.mcpscore.engine.check.filesystem;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.NamePattern;
import io.mcpscore.engine.program.Program;
import java.util.Set;

/** Calls that delete a directory with everything in it. */
final class RecursiveDelete {

  private static final Set<String> ALWAYS =
      Set.of(
          "shutil.rmtree",
          "fs-extra.remove",
          "fs-extra.removeSync",
          "fs-extra.emptyDir",
          "fs-extra.emptyDirSync",
          "rimraf",
          "rimraf.default",
          "rimraf.rimraf",
          "rimraf.sync",
          "rimraf.rimrafSync",
          "rimraf.rimraf.sync",
          "del",
          "del.default",
          "del.deleteAsync",
          "trash.default",
          "distutils.dir_util.remove_tree");

  private static final NamePattern WHEN_ASKED =
      NamePattern.of(
          "(?:fs|fs\\.promises|fs-extra|graceful-fs)\\.(?:promises\\.)?(?:rm|rmdir)(?:Sync)?|Deno\\.remove(?:Sync)?");

  private RecursiveDelete() {}

  /** What a call deletes, or {@code NONE}. */
  static int of(Program program, Call call) {
    if (ALWAYS.contains(call.callee())) {
      return call.argument(0, "path");
    }
    boolean asked =
        WHEN_ASKED.matches(call.callee())
            && program.constant(call.module(), call.option("recursive")).asBoolean(false);
    return asked ? call.argument(0) : NONE;
  }
}
