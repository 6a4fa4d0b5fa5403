package io.mcpscore.gateway.http;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Does in one go what several requests ask for at the same time. While a round of a key is under
 * way, asks of that key wait, and the next round answers all of them. An ask is answered by work
 * that began after it, so that nobody is told what was true before the question; an ask that is
 * alone waits for nobody.
 *
 * @param <K> what asks have in common, with equality
 * @param <A> answer to one ask
 */
public final class Rounds<K, A> {

  private final Map<K, List<Ask<A>>> waiting = new ConcurrentHashMap<>();
  private final Work<K, A> work;

  /**
   * Rounds of one kind of work.
   *
   * @param work to do
   */
  public Rounds(Work<K, A> work) {
    this.work = work;
  }

  /**
   * Answers several asks.
   *
   * @param <K> what they have in common
   * @param <A> answer to one
   */
  @FunctionalInterface
  public interface Work<K, A> {

    /**
     * Begins one round.
     *
     * @param key what the asks have in common
     * @param asks how many, at least 1
     * @return as many answers; a failure is the answer to all
     */
    Uni<List<A>> run(K key, int asks);
  }

  /** Asks; the answer comes on the context of whoever subscribes. */
  public Uni<A> ask(K key) {
    return Uni.createFrom().emitter(emitter -> ask(key, emitter::complete, emitter::fail));
  }

  /**
   * Asks, for whoever is asked so often that a {@link Uni} costs too much.
   *
   * @param key what is asked
   * @param answered gets the answer, on the context of the caller
   * @param failed gets the failure, there too
   */
  public void ask(K key, Consumer<? super A> answered, Consumer<? super Throwable> failed) {
    join(key, new Ask<>(answered, failed, Vertx.currentContext()));
  }

  private void join(K key, Ask<A> ask) {
    boolean[] first = {false};
    waiting.compute(
        key,
        (same, line) -> {
          first[0] = line == null;
          List<Ask<A>> joined = first[0] ? new ArrayList<>() : line;
          if (!first[0]) {
            joined.add(ask);
          }
          return joined;
        });
    if (first[0]) {
      begin(key, List.of(ask));
    }
  }

  private void begin(K key, List<Ask<A>> asks) {
    Uni.createFrom()
        .deferred(() -> work.run(key, asks.size()))
        .invoke(answers -> Objects.checkIndex(asks.size() - 1, answers.size()))
        .subscribe()
        .with(
            answers -> {
              next(key);
              for (int i = 0; i < asks.size(); i++) {
                asks.get(i).answer(answers.get(i));
              }
            },
            failure -> {
              next(key);
              asks.forEach(ask -> ask.fail(failure));
            });
  }

  /** Begins the next round, or forgets the key when nobody waits. */
  private void next(K key) {
    List<Ask<A>> asks = new ArrayList<>();
    waiting.computeIfPresent(
        key,
        (same, line) -> {
          asks.addAll(line);
          line.clear();
          return asks.isEmpty() ? null : line;
        });
    if (!asks.isEmpty()) {
      begin(key, asks);
    }
  }

  private record Ask<A>(
      Consumer<? super A> answered, Consumer<? super Throwable> failed, Context context) {

    void answer(A answer) {
      end(() -> answered.accept(answer));
    }

    void fail(Throwable failure) {
      end(() -> failed.accept(failure));
    }

    private void end(Runnable end) {
      if (context == null) {
        end.run();
      } else {
        context.runOnContext(done -> end.run());
      }
    }
  }
}
