package io.mcpscore.engine.dependency;

import io.mcpscore.engine.dependency.Dependency.Kind;
import io.mcpscore.engine.source.SourceFile;
import io.mcpscore.engine.source.SourceText;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code requirements.txt} and its relatives. */
final class RequirementsTxt implements DependencyFormat {

  private static final Pattern NAME =
      Pattern.compile("(?i)(?:.*[-_.])?(?:requirements|constraints)(?:[-_.].*)?\\.(?:txt|in)");
  private static final Pattern EDITABLE = Pattern.compile("(?:-e|--editable)[\\s=]+(.+)");
  private static final Pattern EGG = Pattern.compile(".*[#&]egg=([A-Za-z0-9._-]{1,100}).*");
  private static final Pattern REPOSITORY =
      Pattern.compile("[a-z+]{3,10}:.{0,300}/([A-Za-z0-9._-]{1,100}?)(?:\\.git)?(?:[@#].*)?");
  private static final int LONGEST = 20_000;

  @Override
  public boolean covers(String fileName) {
    return NAME.matcher(fileName).matches();
  }

  @Override
  public List<Dependency> read(SourceFile file) {
    String name = file.path().substring(file.directory().length());
    return read(file, PythonEntries.kindOfGroup(name));
  }

  /** Reads a file that another one includes. */
  static List<Dependency> read(SourceFile file, Kind kind) {
    PythonEntries entries = new PythonEntries(file);
    SourceText text = file.text();
    StringBuilder logical = new StringBuilder();
    int first = 0;
    for (int line = 1; line <= text.lines(); line++) {
      int length = text.endOfLine(line) - text.startOfLine(line);
      String part = length > LONGEST ? "" : text.line(line);
      first = logical.isEmpty() ? line : first;
      boolean goesOn = part.endsWith("\\") && logical.length() < LONGEST;
      logical.append(goesOn ? part.substring(0, part.length() - 1) + " " : part);
      if (!goesOn) {
        line(
            logical.toString().strip(),
            kind,
            text.startOfLine(first),
            text.endOfLine(first),
            entries);
        logical.setLength(0);
      }
    }
    return entries.all();
  }

  private static void line(String line, Kind kind, int start, int end, PythonEntries entries) {
    Matcher editable = EDITABLE.matcher(line);
    String bare = editable.matches() ? editable.group(1).strip() : line;
    if (bare.isEmpty() || bare.startsWith("#") || bare.startsWith("-")) {
      return;
    }
    if (bare.contains("://")
        && !bare.contains(" @ ")
        && Origin.of(bare).form() != Origin.Form.REGISTRY) {
      String location = bare.replaceFirst("\\s.*", "");
      entries.add(nameOf(location), null, "", kind, Origin.of(location), start, end);
    } else {
      entries.add(bare, kind, start, end);
    }
  }

  private static String nameOf(String location) {
    Matcher egg = EGG.matcher(location);
    Matcher repository = REPOSITORY.matcher(location);
    if (egg.matches()) {
      return egg.group(1);
    }
    return repository.matches() ? repository.group(1) : "unnamed";
  }
}
