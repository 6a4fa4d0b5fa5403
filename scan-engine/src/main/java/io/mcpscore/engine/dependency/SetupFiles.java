package io.mcpscore.engine.dependency;

import io.mcpscore.engine.dependency.Dependency.Kind;
import io.mcpscore.engine.source.SourceFile;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The literal {@code install_requires} of {@code setup.py} and that of {@code setup.cfg}. */
final class SetupFiles implements DependencyFormat {

  private static final Pattern CALL =
      Pattern.compile(
          "\\binstall_requires\\s{0,20}=\\s{0,20}\\[([^\\]\\[]{0,20000}(?:\\[[^\\]]{0,200}][^\\]\\[]{0,20000}){0,200})]");
  private static final Pattern TEXT = Pattern.compile("\"([^\"\\n]{1,300})\"|'([^'\\n]{1,300})'");
  private static final Pattern SECTION = Pattern.compile("\\[([^\\]]{1,100})].*");
  private static final Pattern KEY = Pattern.compile("([\\w.-]{1,100})\\s*=\\s*(.*)");

  @Override
  public boolean covers(String fileName) {
    return fileName.equals("setup.py") || fileName.equals("setup.cfg");
  }

  @Override
  public List<Dependency> read(SourceFile file) {
    PythonEntries entries = new PythonEntries(file);
    if (file.path().endsWith(".py")) {
      readCall(file, entries);
    } else {
      Sections sections = new Sections(file, entries);
      LockLines.visit(file, sections::line);
    }
    return entries.all();
  }

  private static void readCall(SourceFile file, PythonEntries entries) {
    String latin = file.text().latin1();
    Matcher call = CALL.matcher(latin);
    if (!call.find()) {
      return;
    }
    Matcher item = TEXT.matcher(latin).region(call.start(1), call.end(1));
    while (item.find()) {
      String requirement = item.group(1) == null ? item.group(2) : item.group(1);
      entries.add(requirement, Kind.PRODUCTION, item.start(), item.end());
    }
  }

  /** Remembers the section and the key that a line is in. */
  private static final class Sections {

    private final SourceFile file;
    private final PythonEntries entries;
    private String section = "";
    private Kind kind;

    Sections(SourceFile file, PythonEntries entries) {
      this.file = file;
      this.entries = entries;
    }

    void line(int number, String text) {
      Matcher header = SECTION.matcher(text);
      Matcher key = KEY.matcher(text);
      if (header.matches()) {
        section = header.group(1);
        kind = null;
      } else if (!text.startsWith(" ") && !text.startsWith("\t") && key.matches()) {
        kind = kindOf(key.group(1));
        item(number, key.group(2));
      } else {
        item(number, text);
      }
    }

    private Kind kindOf(String key) {
      if (section.equals("options") && key.equals("install_requires")) {
        return Kind.PRODUCTION;
      }
      return section.equals("options.extras_require") ? PythonEntries.kindOfGroup(key) : null;
    }

    private void item(int number, String text) {
      String bare = text.strip();
      if (kind != null && !bare.isEmpty() && !bare.startsWith("#")) {
        entries.add(bare, kind, file.text().startOfLine(number), file.text().endOfLine(number));
      }
    }
  }
}
