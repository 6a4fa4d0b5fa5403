package io.mcpscore.engine.check.filesystem;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.Expressions;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Which arguments of library calls name a local file that is saved, attached or uploaded. */
final class TransferSinks {

  /** Where the path stands, by the name of the method; these names are used for nothing else. */
  private static final Map<String, Integer> PLACES =
      Map.ofEntries(
          Map.entry("savefig", 0),
          Map.entry("to_csv", 0),
          Map.entry("to_excel", 0),
          Map.entry("to_parquet", 0),
          Map.entry("to_pickle", 0),
          Map.entry("imwrite", 0),
          Map.entry("save_as", 0),
          Map.entry("saveAs", 0),
          Map.entry("toFile", 0),
          Map.entry("upload_from_filename", 0),
          Map.entry("download_to_filename", 0),
          Map.entry("set_input_files", 0),
          Map.entry("setInputFiles", 0),
          Map.entry("uploadFile", 0),
          Map.entry("fput_object", 2),
          Map.entry("fget_object", 2),
          Map.entry("fPutObject", 2),
          Map.entry("fGetObject", 2),
          Map.entry("urlretrieve", 1),
          Map.entry("clone_from", 1));

  /** Methods that take the path as an option. */
  private static final Map<String, Set<String>> OPTIONS =
      Map.of(
          "screenshot", Set.of("path"),
          "pdf", Set.of("path"),
          "add_attachment", Set.of("filename", "attachment"),
          "attach_file", Set.of("filename"),
          "download_file", Set.of("Filename"),
          "upload_file", Set.of("Filename"),
          "savefig", Set.of("fname"),
          "clone_from", Set.of("to_path"),
          "urlretrieve", Set.of("filename"));

  /** Documents and pictures that save themselves. */
  private static final Pattern SAVING =
      Pattern.compile(
          "(?:PIL\\.Image|docx|pptx|openpyxl|xlwt|fitz|pymupdf)\\..{1,80}\\(\\).{0,80}\\.save"
              + "|boto3\\.client\\(\\)\\.(?:upload|download)_file");

  private TransferSinks() {}

  /** Whether the name of a call is worth a look. */
  static boolean isCandidate(SyntaxTree tree, int call) {
    String name = Expressions.calledName(tree, call);
    return PLACES.containsKey(name) || OPTIONS.containsKey(name) || name.equals("save");
  }

  /** The path expressions of a call. */
  static List<Integer> of(ExternalCalls calls, SourceModule module, int node) {
    SyntaxTree tree = module.tree();
    String name = Expressions.calledName(tree, node);
    Call call = calls.at(module, node).orElse(new Call(module, node, ""));
    for (String option : OPTIONS.getOrDefault(name, Set.of())) {
      int value = call.option(option);
      if (value != NONE) {
        return List.of(value);
      }
    }
    int path = NONE;
    if (PLACES.containsKey(name)) {
      path = call.argument(PLACES.get(name));
    } else if (SAVING.matcher(call.callee()).matches()) {
      path = call.argument(name.equals("download_file") ? 2 : 0);
    }
    return path == NONE ? List.of() : List.of(path);
  }
}
