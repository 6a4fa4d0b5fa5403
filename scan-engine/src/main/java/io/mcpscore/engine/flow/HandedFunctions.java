package io.mcpscore.engine.flow;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.flow.CallWalk.Call;
import io.mcpscore.engine.program.HandOver;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Functions of the repository that others run: loops of events, pools, threads and processes. */
final class HandedFunctions {

  /** Classes whose objects run a function beside the program. */
  private static final Pattern THREAD =
      Pattern.compile("threading\\.(?:Thread|Timer)|multiprocessing\\.Process");

  private HandedFunctions() {}

  /** What a call gives back that hands a function over, or null when it is no such call. */
  static Value result(Frame frame, Call call, OwnCalls own, String name) {
    if (HandOver.place(call.name()).isPresent()) {
      return handedOver(frame, call, own);
    }
    return THREAD.matcher(name).matches() ? started(frame, call, own) : null;
  }

  /** {@code asyncio.to_thread(f, x)}: the function gets what follows it. */
  private static Value handedOver(Frame frame, Call call, OwnCalls own) {
    for (int i = 0; i < call.arguments().size(); i++) {
      Shapes.Argument argument = call.arguments().get(i);
      if (frame.run.isOwnFunction(frame.module, argument.node())) {
        int count = call.arguments().size();
        return own.reference(
            call.node(),
            argument.node(),
            call.arguments().subList(i + 1, count),
            call.values().subList(i + 1, count));
      }
    }
    return call.all();
  }

  /** {@code Thread(target=f, args=(x, y))}: the function gets the items of the list. */
  private static Value started(Frame frame, Call call, OwnCalls own) {
    SyntaxTree tree = frame.tree;
    int function = named(call, "target", "function");
    int list = tree.unbracketed(named(call, "args"));
    if (function == NONE) {
      return Value.CLEAN;
    }
    List<Value> passed = new ArrayList<>();
    if (tree.is(list, "tuple") || tree.is(list, "list")) {
      tree.namedChildren(list).forEach(item -> passed.add(frame.expressions.value(item)));
    }
    return own.callback(call.node(), function, passed);
  }

  private static int named(Call call, String... names) {
    List<String> wanted = List.of(names);
    return call.arguments().stream()
        .filter(a -> a.name() != null && wanted.contains(a.name()))
        .map(Shapes.Argument::node)
        .findFirst()
        .orElse(NONE);
  }
}
