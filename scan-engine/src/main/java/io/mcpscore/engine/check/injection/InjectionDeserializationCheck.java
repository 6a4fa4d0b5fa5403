package io.mcpscore.engine.check.injection;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.Callee;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** {@code injection-deserialization}: formats that can name code, read from an agent's data. */
public final class InjectionDeserializationCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("injection-deserialization");

  private static final List<String> WORDS =
      List.of(
          "pickle",
          "marshal",
          "dill",
          "shelve",
          "joblib",
          "torch",
          "yaml",
          "numpy",
          "pandas",
          "serialize",
          "funcster",
          "cryo");

  private static final Pattern ALWAYS =
      Pattern.compile(
          "(?:_?pickle|cPickle|dill|cloudpickle|marshal)\\.(?:loads?|Unpickler)|pickle5\\.loads?"
              + "|shelve\\.open|joblib\\.load|jsonpickle\\.(?:decode|loads)|pandas\\.read_pickle"
              + "|yaml\\.(?:unsafe_load|unsafe_load_all|full_load)"
              + "|node-serialize(?:\\.default)?\\.unserialize|serialize-to-js(?:\\.default)?\\.deserialize"
              + "|funcster\\.deepDeserialize|cryo(?:\\.default)?\\.parse");

  private static final Set<String> YAML = Set.of("yaml.load", "yaml.load_all");
  private static final Pattern SAFE_LOADER =
      Pattern.compile("(?:\\w{1,40}\\.)?C?(?:Safe|Base)Loader");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    InterpreterRule rule = InterpreterRule.strict(context, InjectionDeserializationCheck::data);
    Interpreters.report(
        context, findings, INFO, rule, WORDS, "a format that can name code to run when it is read");
  }

  private static List<Integer> data(Callee callee) {
    Call call = callee.call();
    boolean script = call.module().file().language().isScript();
    boolean unsafe =
        ALWAYS.matcher(callee.qualified()).matches()
            || isUnsafeYaml(call, script)
            || isUnsafeLoad(call);
    return unsafe ? Interpreters.present(call.argument(0)) : List.of();
  }

  private static boolean isUnsafeYaml(Call call, boolean script) {
    if (script || !YAML.contains(call.callee())) {
      return false;
    }
    int loader = call.argument(1, "Loader");
    return !SAFE_LOADER.matcher(call.tree().text(loader)).matches();
  }

  /** Libraries whose own option decides. */
  private static boolean isUnsafeLoad(Call call) {
    return switch (call.callee()) {
      case "torch.load" -> !call.tree().text(call.option("weights_only")).equals("True");
      case "numpy.load" -> call.tree().text(call.option("allow_pickle")).equals("True");
      default -> false;
    };
  }
}
