package io.mcpscore.engine.check.injection;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.check.Callee;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.ComposedText;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.check.Literals;
import io.mcpscore.engine.check.Relays;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.Target;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;

/** Texts of one language that are worded where a function is called that hands them on. */
final class RelayedTexts {

  private final CheckContext context;
  private final Pattern shape;
  private final ToIntFunction<Callee> text;
  private final Relays relays;

  /**
   * Finds the functions that hand texts on.
   *
   * @param words modules that hold none of them hold no such call
   * @param shape what texts of the language look like, gaps being {@code \u0001}
   * @param text the text of a call, or {@code NONE}
   */
  RelayedTexts(
      CheckContext context, List<String> words, Pattern shape, ToIntFunction<Callee> text) {
    this.context = context;
    this.shape = shape;
    this.text = text;
    this.relays = new Relays(context, words, new Direct());
  }

  private final class Direct implements Relays.Places {
    @Override
    public int text(Callee callee) {
      return text.applyAsInt(callee);
    }

    @Override
    public List<Integer> wholes(SourceModule module, int expression) {
      int whole = ComposedText.of(context.program(), module, expression).whole();
      return whole == NONE ? List.of() : List.of(whole);
    }
  }

  /** The given words, and the names of the functions. */
  List<String> words(List<String> own) {
    List<String> out = new ArrayList<>(own);
    out.addAll(relays.names());
    return List.copyOf(out);
  }

  /** What a rule has to know of objects, see {@link Relays#members()}. */
  List<String> members() {
    return relays.members();
  }

  /** The values in the texts of a call that the program words. */
  List<Integer> gaps(Callee callee) {
    SourceModule module = callee.call().module();
    List<Integer> relayed = relays.arguments(callee);
    int direct = text.applyAsInt(callee);
    List<Integer> out = new ArrayList<>();
    for (int expression : relayed.isEmpty() ? List.of(direct) : relayed) {
      List<Integer> gaps = ComposedSinks.of(context, module, expression, shape);
      boolean built = gaps.isEmpty() && expression != NONE && isBuilt(module, expression);
      out.addAll(built ? List.of(expression) : gaps);
    }
    return out;
  }

  /** The result of a function of the repository that words such texts. */
  private boolean isBuilt(SourceModule module, int expression) {
    SyntaxTree tree = module.tree();
    if (!ExternalCalls.isCall(tree, expression)
        || !(context.program().resolve(module, tree.child(expression, "function")).orElse(null)
            instanceof Target.Defined d)) {
      return false;
    }
    SyntaxTree there = d.module().tree();
    boolean written =
        there
            .subtree(d.node())
            .filter(n -> Literals.isString(there, n) && Literals.hasGaps(there, n))
            .anyMatch(n -> shape.matcher(cut(Literals.content(there, n))).matches());
    return written || isJoined(d);
  }

  /** A function that is nothing but such a text, put together of several. */
  private boolean isJoined(Target.Defined function) {
    SourceModule module = function.module();
    int body = module.tree().child(function.node(), "body");
    boolean calls = ExternalCalls.isCall(module.tree(), body);
    return calls && !ComposedSinks.of(context, module, body, shape).isEmpty();
  }

  private static String cut(String text) {
    return text.substring(0, Math.min(text.length(), 4_000));
  }
}
