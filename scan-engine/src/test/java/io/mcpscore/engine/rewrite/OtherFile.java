package io.mcpscore.engine.rewrite;

import java.util.Map;
import java.util.stream.Collectors;

/** Puts code into a file beside another one, with the imports that it needs. */
final class OtherFile {

  private OtherFile() {}

  /**
   * The repository after edits of one file, with a function that the file imports from a new one.
   *
   * @param edits what else changes in the file
   * @param code its definition, without {@code export}
   */
  static Map<String, String> with(Source source, Edits edits, String name, String code) {
    String directory = source.path().substring(0, source.path().lastIndexOf('/') + 1);
    String ending = source.path().substring(source.path().lastIndexOf('.'));
    String imports =
        source.imports().stream().map(source.tree::text).collect(Collectors.joining("\n"));
    boolean relative = imports.contains("from .");
    String use =
        source.isScript()
            ? "import { " + name + " } from \"./moved.js\";\n"
            : "from " + (relative ? "." : "") + "moved import " + name + "\n";
    int place = source.imports().isEmpty() ? 0 : source.tree.start(source.imports().getLast());
    edits.insert(place, use);
    Map<String, String> out = source.with(edits.apply());
    out.put(
        directory + "moved" + ending,
        imports + "\n\n" + (source.isScript() ? "export " : "") + code);
    return out;
  }
}
