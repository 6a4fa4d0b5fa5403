package io.mcpscore.engine.check;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.program.Binding;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.Target;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Functions of the repository that hand a parameter to a dangerous call as it is. What such a
 * function is called with is what counts, so its callers are looked at in its stead; that tells
 * text with a value in it from a value that is the whole text.
 */
public final class Relays {

  private static final int MOST_LEVELS = 4;

  private final CheckContext context;
  private final Places places;
  private final Set<String> handlers = new HashSet<>();
  private final Map<String, Relay> byFunction = new HashMap<>();
  private final Map<String, Relay> byName = new HashMap<>();
  private final Set<String> called = new HashSet<>();

  /** Where the dangerous text of a call is, apart from relays. */
  public interface Places {

    /** The text of a call, or {@code NONE}. */
    int text(Callee callee);

    /** The one value that a text is, or {@code NONE} for compositions. */
    int whole(SourceModule module, int text);
  }

  /**
   * A dangerous call.
   *
   * @param module where it is
   * @param node the call
   */
  public record Spot(SourceModule module, int node) {}

  private record Relay(
      String key, int index, String parameter, String member, boolean takesSelf, Set<Spot> spots) {}

  /**
   * Finds the relays of a program.
   *
   * @param words modules without any of them hold no dangerous call and no call of a relay's name
   */
  public Relays(CheckContext context, List<String> words, Places places) {
    this.context = context;
    this.places = places;
    context.servers().tools().stream()
        .filter(t -> t.handler() != null)
        .forEach(t -> handlers.add(key(t.handler().module(), t.handler().function())));
    for (int level = 0; level < MOST_LEVELS; level++) {
      int before = byFunction.size();
      for (SourceModule module : context.program().modules()) {
        if (Mentions.in(module, words) || Mentions.in(module, List.copyOf(byName.keySet()))) {
          collect(module);
        }
      }
      if (byFunction.size() == before) {
        return;
      }
    }
  }

  private void collect(SourceModule module) {
    SyntaxTree tree = module.tree();
    for (int node = 0; node < tree.size(); node++) {
      if (!ExternalCalls.isCall(tree, node)) {
        continue;
      }
      Callee callee = Callee.of(context, module, node);
      Relay relay = relay(callee);
      int text = relay == null ? places.text(callee) : argument(callee.call(), relay);
      int whole = text == NONE ? NONE : places.whole(module, text);
      if (whole != NONE
          && tree.is(whole, "identifier")
          && module.binding(whole).orElse(null) instanceof Binding.Parameter p) {
        add(
            module,
            p,
            tree.text(whole),
            relay == null ? Set.of(new Spot(module, node)) : relay.spots());
      }
    }
  }

  private void add(SourceModule module, Binding.Parameter p, String text, Set<Spot> spots) {
    String key = key(module, p.function());
    if (p.path().size() > 1 || handlers.contains(key)) {
      return;
    }
    Relay known = byFunction.get(key);
    if (known != null) {
      known.spots().addAll(spots);
      return;
    }
    SyntaxTree tree = module.tree();
    String self = tree.text(tree.namedChild(tree.child(p.function(), "parameters"), 0));
    boolean takesSelf = self.equals("self") || self.equals("cls");
    String member = p.path().isEmpty() ? null : p.path().getFirst();
    Relay relay = new Relay(key, p.index(), text, member, takesSelf, new LinkedHashSet<>(spots));
    byFunction.put(key, relay);
    String name = name(tree, p.function());
    if (name.length() > 2) {
      byName.putIfAbsent(name, relay);
    }
  }

  /** Name of a function, also of one that a variable is given. */
  private static String name(SyntaxTree tree, int function) {
    int name = tree.child(function, "name");
    int parent = tree.parent(function);
    boolean given =
        tree.is(parent, "variable_declarator") || tree.is(parent, "public_field_definition");
    return tree.text(name == NONE && given ? tree.child(parent, "name") : name);
  }

  private static String key(SourceModule module, int function) {
    return module.file().path() + "#" + function;
  }

  /** Whether a value is a parameter whose callers were found: they answer for it. */
  public boolean isRelayed(SourceModule module, int value) {
    return value != NONE
        && module.tree().is(value, "identifier")
        && module.binding(value).orElse(null) instanceof Binding.Parameter p
        && called.contains(key(module, p.function()));
  }

  /** What a call hands to a relay, or {@code NONE}. */
  public int argument(Callee callee) {
    Relay relay = relay(callee);
    return relay == null ? NONE : argument(callee.call(), relay);
  }

  /** The dangerous calls behind a call: of the relay that it calls, or the call itself. */
  public List<Spot> spots(SourceModule module, int node) {
    Relay relay = relay(Callee.of(context, module, node));
    return relay == null ? List.of(new Spot(module, node)) : new ArrayList<>(relay.spots());
  }

  private Relay relay(Callee callee) {
    Relay named = byName.get(callee.method());
    if (named == null || callee.isExternal()) {
      return null;
    }
    SourceModule module = callee.call().module();
    Target target = context.program().resolve(module, callee.call().function()).orElse(null);
    Relay relay =
        target instanceof Target.Defined d ? byFunction.get(key(d.module(), d.node())) : named;
    if (relay != null) {
      called.add(relay.key());
    }
    return relay;
  }

  private static int argument(Call call, Relay relay) {
    boolean shifted = relay.takesSelf() && call.receiver() != NONE;
    int index = relay.index() - (shifted ? 1 : 0);
    if (index < 0) {
      return NONE;
    }
    int argument = call.argument(index, relay.member() == null ? relay.parameter() : "");
    SyntaxTree tree = call.tree();
    if (relay.member() == null || argument == NONE) {
      return argument;
    }
    return tree.is(argument, "object") ? member(tree, argument, relay.member()) : argument;
  }

  private static int member(SyntaxTree tree, int object, String name) {
    int value = Members.value(tree, object, name);
    return value != NONE
        ? value
        : tree.namedChildren(object)
            .filter(c -> tree.is(c, "shorthand_property_identifier") && tree.text(c).equals(name))
            .findFirst()
            .orElse(NONE);
  }
}
