package io.mcpscore.engine.check.secrets;

import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.Literals;
import io.mcpscore.engine.check.Members;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.source.SourceFile;
import io.mcpscore.engine.source.SourceText;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Literal texts with the names they are given, in code by syntax and in settings by line. */
final class NamedValues {

  private static final Pattern SETTING =
      Pattern.compile(
          "^\\s{0,40}(?:export |ENV |ARG |- )?[\"']?([A-Za-z][A-Za-z0-9_.-]{1,60})[\"']?\\s{0,8}[:=]"
              + "\\s{0,8}[\"']?([^\\s\"',;#]{4,200})[\"']?\\s{0,8}[,;]?\\s{0,8}(?:#.{0,200})?$");
  private static final Pattern SETTINGS_FILE =
      Pattern.compile(
          "(?i).*(?:\\.env(?:\\.[a-z]+)?|\\.(?:json|ya?ml|toml|ini|cfg|conf|properties|tf|sh)"
              + "|/?dockerfile[^/]*)");
  private static final int LONGEST_LINE = 2000;

  private NamedValues() {}

  private record All(List<NamedValue> values) {}

  /**
   * Those of source code and settings, found once for all checks; tests, examples and documents are
   * left out.
   */
  static Stream<NamedValue> in(CheckContext context) {
    return context.shared(All.class, c -> new All(find(c).toList())).values().stream();
  }

  private static Stream<NamedValue> find(CheckContext context) {
    Stream<NamedValue> code =
        context.program().modules().stream()
            .filter(m -> m.file().role().deducts())
            .flatMap(NamedValues::inCode);
    Stream<NamedValue> settings = context.files().stream().flatMap(NamedValues::ofSettings);
    return Stream.concat(code, settings);
  }

  /** Those of one file, none when it is no file of settings. */
  static Stream<NamedValue> ofSettings(SourceFile file) {
    boolean settings =
        file.language() == null
            && file.role().deducts()
            && SETTINGS_FILE.matcher(file.path()).matches()
            && !isTemplate(file.path());
    return settings ? inSettings(file) : Stream.empty();
  }

  private static boolean isTemplate(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    return name.contains("example")
        || name.contains("sample")
        || name.contains("template")
        || name.contains("lock");
  }

  private static Stream<NamedValue> inCode(SourceModule module) {
    SyntaxTree tree = module.tree();
    return Literals.in(tree)
        .filter(s -> !Literals.hasGaps(tree, s))
        .mapToObj(s -> named(module, s))
        .flatMap(Optional::stream);
  }

  private static Optional<NamedValue> named(SourceModule module, int string) {
    SyntaxTree tree = module.tree();
    String name = nameOf(tree, string);
    return name.isEmpty() || isOfEnum(tree, string)
        ? Optional.empty()
        : Optional.of(
            new NamedValue(
                module.file(),
                name,
                Literals.content(tree, string),
                Literals.contentStart(tree, string),
                Literals.contentEnd(tree, string)));
  }

  /** Members of enumerations stand for themselves. */
  private static boolean isOfEnum(SyntaxTree tree, int string) {
    int assignment = tree.parent(string);
    int body = tree.parent(tree.parent(assignment));
    int type = body < 0 ? SyntaxTree.NONE : tree.parent(body);
    return tree.is(assignment, "assignment")
        && tree.is(type, "class_definition")
        && tree.child(type, "superclasses") != SyntaxTree.NONE
        && tree.text(tree.child(type, "superclasses")).contains("Enum");
  }

  /** What a value is given to, through {@code x || "value"} and defaults of look-ups. */
  private static String nameOf(SyntaxTree tree, int value) {
    int parent = tree.parent(value);
    return switch (parent == SyntaxTree.NONE ? "" : tree.kind(parent)) {
      case "pair" -> tree.field(value).equals("value") ? Members.key(tree, parent) : "";
      case "variable_declarator",
          "keyword_argument",
          "default_parameter",
          "typed_default_parameter",
          "public_field_definition",
          "field_definition" ->
          tree.field(value).equals("value") ? lastName(tree, firstOf(tree, parent)) : "";
      case "assignment", "assignment_expression", "assignment_pattern" ->
          tree.field(value).equals("right") ? lastName(tree, tree.child(parent, "left")) : "";
      case "binary_expression", "boolean_operator" ->
          tree.field(value).equals("right") && isFallback(tree, parent) ? nameOf(tree, parent) : "";
      case "argument_list" -> defaultOf(tree, parent, value);
      default -> "";
    };
  }

  private static int firstOf(SyntaxTree tree, int declaration) {
    int name = tree.child(declaration, "name");
    return name == SyntaxTree.NONE ? tree.firstChild(declaration) : name;
  }

  private static boolean isFallback(SyntaxTree tree, int expression) {
    String operator = tree.text(tree.child(expression, "operator"));
    return operator.equals("||") || operator.equals("??") || operator.equals("or");
  }

  /** The variable of {@code os.getenv("NAME", "value")} and {@code os.environ.get(…)}. */
  private static String defaultOf(SyntaxTree tree, int arguments, int value) {
    String callee = tree.text(tree.child(tree.parent(arguments), "function"));
    boolean lookUp = callee.endsWith("getenv") || callee.endsWith("environ.get");
    int first = tree.namedChild(arguments, 0);
    return lookUp && tree.namedChild(arguments, 1) == value && Literals.isString(tree, first)
        ? Literals.content(tree, first)
        : "";
  }

  private static String lastName(SyntaxTree tree, int target) {
    if (target == SyntaxTree.NONE) {
      return "";
    }
    return switch (tree.kind(target)) {
      case "identifier", "property_identifier", "private_property_identifier" -> tree.text(target);
      case "member_expression" -> tree.text(tree.child(target, "property"));
      case "attribute" -> tree.text(tree.child(target, "attribute"));
      case "subscript", "subscript_expression" -> {
        int index = tree.child(target, "index");
        int key = index == SyntaxTree.NONE ? tree.child(target, "subscript") : index;
        yield Literals.isString(tree, key) ? Literals.content(tree, key) : "";
      }
      default -> "";
    };
  }

  private static Stream<NamedValue> inSettings(SourceFile file) {
    Stream.Builder<NamedValue> out = Stream.builder();
    SourceText text = file.text();
    for (int line = 1; line <= text.lines(); line++) {
      if (text.endOfLine(line) - text.startOfLine(line) > LONGEST_LINE) {
        continue;
      }
      String content = text.line(line);
      Matcher matcher = SETTING.matcher(content);
      if (matcher.matches()) {
        int start = text.startOfLine(line) + utf8Length(content.substring(0, matcher.start(2)));
        String value = matcher.group(2);
        out.add(new NamedValue(file, matcher.group(1), value, start, start + utf8Length(value)));
      }
    }
    return out.build();
  }

  private static int utf8Length(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
