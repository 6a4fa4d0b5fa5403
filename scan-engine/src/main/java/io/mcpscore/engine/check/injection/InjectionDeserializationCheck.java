package io.mcpscore.engine.check.injection;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.Callee;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.Expressions;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.Members;
import io.mcpscore.engine.check.Returned;
import io.mcpscore.engine.flow.SinkRule;
import io.mcpscore.engine.program.Target;
import io.mcpscore.engine.syntax.SyntaxTree;
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
          "transformers",
          "keras",
          "datasets",
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

  /** Functions that fetch a file which its arguments name, and give its path in a store back. */
  private static final Pattern FETCHING =
      Pattern.compile("hf_hub_download|snapshot_download|cached_download|cached_path");

  private static final Set<String> YAML = Set.of("yaml.load", "yaml.load_all");
  private static final Pattern SAFE_LOADER =
      Pattern.compile("(?:\\w{1,40}\\.)?C?(?:Safe|Base)Loader");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    SinkRule rule = new SignedData(InterpreterRule.strict(context, c -> data(context, c)));
    Interpreters.report(
        context, findings, INFO, rule, WORDS, "a format that can name code to run when it is read");
  }

  private static List<Integer> data(CheckContext context, Callee callee) {
    Call call = callee.call();
    boolean script = call.module().file().language().isScript();
    int read = OwnUnpicklers.read(context, callee);
    if (read != NONE) {
      return List.of(read);
    }
    boolean unsafe =
        ALWAYS.matcher(callee.qualified()).matches()
            || isUnsafeYaml(context, call, script)
            || isUnsafeLoad(context, call);
    return unsafe ? read(call) : List.of();
  }

  /** The data itself; of a file that was fetched before, what names it there. */
  private static List<Integer> read(Call call) {
    int data = call.argument(0);
    if (data == NONE) {
      return List.of();
    }
    int value = Expressions.valueOf(call.module(), data);
    boolean fetched =
        ExternalCalls.isCall(call.tree(), value)
            && FETCHING.matcher(Expressions.calledName(call.tree(), value)).matches();
    return fetched
        ? Interpreters.present(new Call(call.module(), value, "").argument(0, "repo_id"))
        : Interpreters.present(data);
  }

  private static boolean isUnsafeYaml(CheckContext context, Call call, boolean script) {
    if (script || !YAML.contains(call.callee())) {
      return false;
    }
    int loader = call.argument(1, "Loader");
    return !SAFE_LOADER.matcher(call.tree().text(loader)).matches()
        && !(context.program().resolve(call.module(), loader).orElse(null)
                instanceof Target.External e
            && SAFE_LOADER.matcher(e.qualifiedName()).matches());
  }

  /** Libraries whose own option decides. */
  private static boolean isUnsafeLoad(CheckContext context, Call call) {
    return switch (call.callee()) {
      case "torch.load", "torch.serialization.load" ->
          !call.tree().text(call.option("weights_only")).equals("True")
              && !isSpread(context, call, "weights_only");
      case "torch.hub.load" -> !call.tree().text(call.option("source")).contains("local");
      case "keras.models.load_model",
          "keras.saving.load_model",
          "tensorflow.keras.models.load_model" ->
          call.tree().text(call.option("safe_mode")).equals("False");
      case "datasets.load_dataset" -> isRemoteCode(call);
      case "numpy.load" -> call.tree().text(call.option("allow_pickle")).equals("True");
      default ->
          call.callee().startsWith("transformers.")
              && call.callee().endsWith(".from_pretrained")
              && isRemoteCode(call);
    };
  }

  /** Whether every list of options that may be spread into a call says yes to one of them. */
  private static boolean isSpread(CheckContext context, Call call, String option) {
    int options = call.spread();
    if (options == NONE) {
      return false;
    }
    List<Target.Defined> literals =
        ExternalCalls.isCall(call.tree(), options)
            ? Returned.of(context.program(), call.module(), options)
            : context.program().given(call.module(), options).stream().toList();
    return !literals.isEmpty()
        && literals.stream()
            .allMatch(
                d -> {
                  SyntaxTree tree = d.module().tree();
                  return tree.text(Members.value(tree, d.node(), option)).equals("True");
                });
  }

  /** A model of a hub brings code of its own along. */
  private static boolean isRemoteCode(Call call) {
    return call.tree().text(call.option("trust_remote_code")).equals("True");
  }
}
