package io.mcpscore.engine.program.js;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.program.Binding;
import io.mcpscore.engine.program.Target;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * What parameters stand for when it is a function, a class or an object on which the callers of
 * their function agree. Other values differ from call to call, whatever one caller passes.
 */
final class PassedValues {

  private final NameFollower follower;
  private final CallSites sites;

  PassedValues(NameFollower follower, CallSites sites) {
    this.follower = follower;
    this.sites = sites;
  }

  /**
   * The target of a parameter.
   *
   * @param path members of it that are to be applied
   */
  Optional<Target> of(
      ScriptModule module, Binding.Parameter parameter, Deque<String> path, int depth) {
    Deque<String> members = new ArrayDeque<>(path);
    parameter.path().reversed().forEach(members::addFirst);
    Optional<Target> found = Optional.empty();
    for (Arguments.Passed argument : passed(module, parameter, depth)) {
      Optional<Target> target = target(argument, members, depth);
      boolean agrees = found.isEmpty() || found.equals(target);
      if (!agrees || target.filter(t -> isUsable(t, members)).isEmpty()) {
        return Optional.empty();
      }
      found = target;
    }
    return found;
  }

  private List<Arguments.Passed> passed(
      ScriptModule module, Binding.Parameter parameter, int depth) {
    SyntaxTree tree = module.tree();
    int function = parameter.function();
    int call = Arguments.call(tree, function);
    if (call == NONE) {
      return Arguments.of(sites, module, parameter);
    }
    int start = parameter.index() == 0 ? Arguments.start(tree, call) : NONE;
    if (start != NONE) {
      return List.of(new Arguments.Passed(module, start, false));
    }
    return follower
        .follow(module, tree.child(call, "function"), new ArrayDeque<>(), depth)
        .flatMap(taker -> Arguments.ofCallback(tree, function, parameter.index(), taker))
        .stream()
        .toList();
  }

  private Optional<Target> target(Arguments.Passed argument, Deque<String> path, int depth) {
    ScriptModule module = argument.module();
    Deque<String> members = new ArrayDeque<>(path);
    if (argument.isType()) {
      return members.isEmpty()
          ? Optional.empty()
          : follower.followType(module, argument.node(), members, depth);
    }
    // A function that is written in place runs where it stands, and sees more there.
    return ScriptSyntax.isFunction(module.tree(), argument.node())
        ? Optional.empty()
        : follower.follow(module, argument.node(), members, depth);
  }

  private static boolean isUsable(Target target, Deque<String> path) {
    return switch (target) {
      case Target.External e ->
          path.isEmpty() != e.qualifiedName().contains("()")
              && !e.qualifiedName().startsWith("process.");
      case Target.Defined d -> d.module().isFunction(d.node()) || NameFollower.isClass(d);
    };
  }
}
