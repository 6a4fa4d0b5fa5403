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
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * Functions of the repository that hand a parameter to a dangerous call as it is. What such a
 * function is called with is what counts, so its callers are looked at in its stead; that tells
 * text with a value in it from a value that is the whole text.
 */
public final class Relays {

  private static final int MOST_LEVELS = 4;

  /** Members under which libraries take texts of languages. */
  private static final List<String> TEXTS =
      List.of("text", "sql", "query", "statement", "cypher", "mutation", "queryString");

  private final CheckContext context;
  private final Places places;
  private final Set<String> handlers = new HashSet<>();
  private final Map<String, Relay> byFunction = new HashMap<>();
  private final Map<String, Relay> byName = new HashMap<>();
  private final Set<String> called = new HashSet<>();

  /** Functions that are handed over by name, and called by who knows whom. */
  private final Set<String> handedOver = new HashSet<>();

  private List<String> names = List.of();
  private List<String> members = List.of();
  private boolean changed;

  /** Where the dangerous text of a call is, apart from relays. */
  public interface Places {

    /** The text of a call, or {@code NONE}. */
    int text(Callee callee);

    /** The values of which one is the whole text, or decides it; none for harmless compositions. */
    List<Integer> wholes(SourceModule module, int text);
  }

  /**
   * A dangerous call.
   *
   * @param module where it is
   * @param node the call
   */
  public record Spot(SourceModule module, int node) {}

  private record Input(int index, String name, String member) {}

  private record Relay(String key, boolean takesSelf, Set<Input> inputs, Set<Spot> spots) {}

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
      changed = false;
      for (SourceModule module : context.program().modules()) {
        if (Mentions.in(module, words) || Mentions.in(module, byName.keySet())) {
          collect(module);
        }
      }
      if (!changed) {
        break;
      }
    }
    names = List.copyOf(byName.keySet());
    members = takenMembers();
    for (SourceModule module : context.program().modules()) {
      if (Mentions.in(module, byName.keySet())) {
        ExternalCalls.nodes(module.tree()).forEach(node -> noteArguments(module, node));
      }
    }
  }

  /** {@code promise.then(open)}: what the function gets there is not in any call of it. */
  private void noteArguments(SourceModule module, int node) {
    SyntaxTree tree = module.tree();
    for (int given : tree.namedChildren(tree.child(node, "arguments")).toArray()) {
      int argument = tree.unbracketed(given);
      if (tree.is(argument, "identifier")
          && byName.containsKey(tree.text(argument))
          && context.program().resolve(module, argument).orElse(null) instanceof Target.Defined d) {
        handedOver.add(key(d.module(), d.node()));
      }
    }
  }

  /**
   * The members of objects that relays take their text from, and those that libraries do; none when
   * no relay takes an object apart.
   */
  public List<String> members() {
    return members;
  }

  private List<String> takenMembers() {
    Set<String> out = new TreeSet<>();
    for (Relay relay : byFunction.values()) {
      relay.inputs().stream().map(Input::member).filter(Objects::nonNull).forEach(out::add);
    }
    if (!out.isEmpty()) {
      out.addAll(TEXTS);
    }
    return List.copyOf(out);
  }

  /** Names of the relays that were found. */
  public List<String> names() {
    return names;
  }

  private void collect(SourceModule module) {
    SyntaxTree tree = module.tree();
    for (int node : ExternalCalls.nodes(tree).toArray()) {
      Callee callee = Callee.of(context, module, node);
      Relay relay = relay(callee);
      List<Integer> texts = relay == null ? List.of(places.text(callee)) : arguments(callee, relay);
      Set<Spot> spots = relay == null ? Set.of(new Spot(module, node)) : relay.spots();
      for (int text : texts) {
        List<Integer> wholes = text == NONE ? List.of() : places.wholes(module, text);
        wholes.forEach(whole -> addWhole(module, whole, spots));
      }
    }
  }

  private void addWhole(SourceModule module, int whole, Set<Spot> spots) {
    boolean name =
        module.tree().is(whole, "identifier")
            || module.tree().is(whole, "shorthand_property_identifier");
    if (name && module.binding(whole).orElse(null) instanceof Binding.Parameter p) {
      add(module, p, module.tree().text(whole), spots);
    }
  }

  private void add(SourceModule module, Binding.Parameter p, String text, Set<Spot> spots) {
    String key = key(module, p.function());
    if (p.path().size() > 1 || handlers.contains(key)) {
      return;
    }
    String member = p.path().isEmpty() ? null : p.path().getFirst();
    Input input = new Input(p.index(), text, member);
    Relay known = byFunction.get(key);
    if (known != null) {
      changed |= known.inputs().add(input);
      changed |= known.spots().addAll(spots);
      return;
    }
    changed = true;
    SyntaxTree tree = module.tree();
    String self = tree.text(tree.namedChild(tree.child(p.function(), "parameters"), 0));
    boolean takesSelf = self.equals("self") || self.equals("cls");
    Relay relay =
        new Relay(key, takesSelf, new LinkedHashSet<>(Set.of(input)), new LinkedHashSet<>(spots));
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
    if (name != NONE || parent == NONE) {
      return tree.text(name);
    }
    boolean given =
        tree.is(parent, "variable_declarator") || tree.is(parent, "public_field_definition");
    return tree.is(parent, "pair")
        ? Members.key(tree, parent)
        : tree.text(given ? tree.child(parent, "name") : NONE);
  }

  private static String key(SourceModule module, int function) {
    return module.file().path() + "#" + function;
  }

  /** Whether a value is a parameter whose callers were found: they answer for it. */
  public boolean isRelayed(SourceModule module, int value) {
    return value != NONE
        && module.tree().is(value, "identifier")
        && module.binding(value).orElse(null) instanceof Binding.Parameter p
        && called.contains(key(module, p.function()))
        && !handedOver.contains(key(module, p.function()));
  }

  /** What a call hands to a relay, or nothing. */
  public List<Integer> arguments(Callee callee) {
    Relay relay = relay(callee);
    return relay == null ? List.of() : arguments(callee, relay);
  }

  /** Whether a call is one of a relay that is known for certain, not by its name alone. */
  public boolean isResolved(SourceModule module, int node) {
    Callee callee = Callee.of(context, module, node);
    return callee != null
        && context.program().resolve(module, callee.function()).orElse(null)
            instanceof Target.Defined;
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
    Target target = context.program().resolve(module, callee.function()).orElse(null);
    Relay relay =
        target instanceof Target.Defined d ? byFunction.get(key(d.module(), d.node())) : named;
    if (relay != null && names.isEmpty()) {
      called.add(relay.key());
    }
    return relay;
  }

  private static List<Integer> arguments(Callee callee, Relay relay) {
    boolean shifted = relay.takesSelf() && !callee.receiver().isEmpty();
    return relay.inputs().stream()
        .map(input -> argument(callee.call(), input, shifted ? 1 : 0))
        .filter(argument -> argument != NONE)
        .toList();
  }

  private static int argument(Call call, Input input, int shift) {
    int index = input.index() - shift;
    if (index < 0) {
      return NONE;
    }
    int argument = call.argument(index, input.member() == null ? input.name() : "");
    if (argument == NONE) {
      return call.spread();
    }
    SyntaxTree tree = call.tree();
    return input.member() == null || !tree.is(argument, "object")
        ? argument
        : member(tree, argument, input.member());
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
