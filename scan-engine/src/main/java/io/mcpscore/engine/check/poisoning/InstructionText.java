package io.mcpscore.engine.check.poisoning;

import io.mcpscore.engine.check.poisoning.Instruction.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Reads a text as a model would: who is told to do what, with what, to whose disfavour, and hidden
 * from whom. Descriptions of what a tool does, and notes on how to call it, are no instructions in
 * this sense, however loud they are: {@code You MUST call list_projects first}.
 */
public final class InstructionText {

  private InstructionText() {}

  /**
   * The instructions of a text against its reader's user, ordered by place. What is uncertain by
   * itself is left out unless the text has instructions of another kind.
   *
   * @param text a description, a prompt, a document that agents obey
   */
  public static List<Instruction> read(String text) {
    List<Sentence> sentences = Sentences.of(Words.of(text));
    List<Directive> directives = new ArrayList<>();
    for (int i = 0; i < sentences.size(); i++) {
      directives.addAll(Directives.in(sentences.get(i), i));
    }
    List<Instruction> found = new ArrayList<>();
    found.addAll(Concealment.in(sentences, directives));
    found.addAll(Harvest.in(directives));
    found.addAll(Redirection.in(sentences, directives));
    found.addAll(Overriding.in(sentences, directives));
    found.addAll(Precedence.in(sentences, directives));
    found.addAll(Abuse.in(text, sentences, directives));
    return weighed(found);
  }

  private static List<Instruction> weighed(List<Instruction> found) {
    Set<Kind> kinds = EnumSet.noneOf(Kind.class);
    found.forEach(i -> kinds.add(i.kind()));
    boolean certain = found.stream().anyMatch(Instruction::certain);
    boolean several = kinds.size() > 1;
    return found.stream()
        .filter(i -> i.certain() || certain || several)
        .filter(
            i ->
                i.kind() != Kind.ABUSE
                    || found.stream()
                        .noneMatch(o -> o.kind() != i.kind() && o.start() == i.start()))
        .distinct()
        .sorted(Comparator.comparingInt(Instruction::start).thenComparing(Instruction::kind))
        .toList();
  }
}
