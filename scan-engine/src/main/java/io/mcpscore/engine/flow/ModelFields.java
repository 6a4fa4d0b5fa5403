package io.mcpscore.engine.flow;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.program.Program;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.Target;
import io.mcpscore.engine.program.py.PyArguments;
import io.mcpscore.engine.program.py.PyClasses;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a model of pydantic lets through: objects are made of what an agent chose, but fields that
 * are numbers, listed values or texts of a strict pattern hold nothing else.
 */
final class ModelFields {

  private static final Pattern PARSING =
      Pattern.compile("pydantic\\..{1,60}\\.(?:model_validate|parse_obj)(?:_json|_strings)?");

  private static final Pattern HARMLESS =
      Pattern.compile(
          "(?:(?:\\w{1,20}\\.)?(?:Optional|Annotated|list|List|set|Set)\\[)?(?:\\w{1,20}\\.)?"
              + "(?:int|float|bool|date|datetime|time|UUID[145]?|Decimal|PositiveInt|NonNegativeInt"
              + "|PositiveFloat|NonNegativeFloat|conint\\(.{0,60}\\)|Literal\\[.{0,300}])"
              + "(?:,.{0,300})?]{0,2}(?:\\s*\\|\\s*None)?");

  private static final Set<String> PATTERNS = Set.of("pattern", "regex");
  private static final int LONGEST = 400;

  private static final int MOST_FIELDS = 60;

  private final Program program;
  private final Validators validators;
  private final Map<Target.Defined, List<String>> fields = new HashMap<>();

  ModelFields(Program program, Validators validators) {
    this.program = program;
    this.validators = validators;
  }

  /** Whether a function from outside makes an object of a class of the repository. */
  static boolean isParsing(String function) {
    return PARSING.matcher(function).matches();
  }

  /** An object of a class that is made of a value. */
  Value checked(SourceModule module, int type, Value value) {
    if (!value.isTainted() || module.file().language().isScript()) {
      return value;
    }
    List<Target.Defined> line = PyClasses.line(program, new Target.Defined(module, type));
    if (line.stream().noneMatch(ModelFields::isModel)) {
      return value;
    }
    Value out = value;
    for (Target.Defined at : line) {
      for (String field : fields(at)) {
        out = out.with(List.of(field), Value.GUARDED);
      }
    }
    return out;
  }

  private List<String> fields(Target.Defined type) {
    List<String> known = fields.get(type);
    if (known == null) {
      // Validators may make objects of the same class.
      fields.put(type, List.of());
      known = Stream.concat(harmless(type).stream(), validators.fields(type).stream()).toList();
      fields.put(type, known);
    }
    return known;
  }

  private List<String> harmless(Target.Defined type) {
    SyntaxTree tree = type.module().tree();
    return tree.namedChildren(tree.child(type.node(), "body"))
        .filter(s -> tree.is(s, "expression_statement"))
        .map(s -> tree.namedChild(s, 0))
        .filter(field -> tree.is(field, "assignment") && isHarmless(type.module(), field))
        .mapToObj(field -> tree.text(tree.child(field, "left")))
        .limit(MOST_FIELDS)
        .toList();
  }

  private static boolean isModel(Target.Defined type) {
    SyntaxTree tree = type.module().tree();
    return PyArguments.of(tree, type.node()).positional().stream()
        .anyMatch(base -> tree.text(base).matches("(?:pydantic\\.)?BaseModel"));
  }

  private boolean isHarmless(SourceModule module, int field) {
    SyntaxTree tree = module.tree();
    int type = tree.child(field, "type");
    if (type == NONE || tree.end(field) - tree.start(field) > LONGEST) {
      return false;
    }
    return HARMLESS.matcher(tree.text(type)).matches()
        || isEnumeration(module, type)
        || tree.subtree(field).anyMatch(n -> isStrict(module, n))
        || validators.isHeld(module, type);
  }

  private boolean isEnumeration(SourceModule module, int type) {
    return program.resolve(module, module.tree().namedChild(type, 0)).orElse(null)
            instanceof Target.Defined d
        && OwnCalls.isEnumeration(d.module().tree(), d.node());
  }

  /** {@code Field(pattern=r"^[a-z]+$")}. */
  private boolean isStrict(SourceModule module, int node) {
    SyntaxTree tree = module.tree();
    if (!tree.is(node, "keyword_argument")
        || !PATTERNS.contains(tree.text(tree.child(node, "name")))) {
      return false;
    }
    String pattern = program.constant(module, tree.child(node, "value")).asText("");
    return Schemas.isHarmlessPattern(pattern);
  }
}
