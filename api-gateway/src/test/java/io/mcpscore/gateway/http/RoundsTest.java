package io.mcpscore.gateway.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RoundsTest {

  private final List<UniEmitter<? super List<String>>> running = new ArrayList<>();
  private final List<String> begun = new ArrayList<>();
  private final Rounds<String, String> rounds =
      new Rounds<>(
          (key, asks) -> {
            begun.add(key + asks);
            return Uni.createFrom().emitter(running::add);
          });

  @Test
  void anAskThatIsAloneBeginsAtOnce() {
    var answer = ask("a");

    assertEquals(List.of("a1"), begun);
    end(0, "x1");
    answer.awaitItem().assertItem("x1");
  }

  @Test
  void asksDuringARoundAreAnsweredByTheNextOneAlone() {
    var first = ask("a");
    var second = ask("a");
    var third = ask("a");
    assertEquals(List.of("a1"), begun);

    end(0, "x1");
    first.awaitItem().assertItem("x1");
    second.assertNotTerminated();
    assertEquals(List.of("a1", "a2"), begun);

    end(1, "y1", "y2");
    second.awaitItem().assertItem("y1");
    third.awaitItem().assertItem("y2");
  }

  @Test
  void keysDoNotWaitForEachOther() {
    ask("a");
    ask("b");

    assertEquals(List.of("a1", "b1"), begun);
  }

  @Test
  void aFailureIsTheAnswerToItsRoundAlone() {
    var first = ask("a");
    var second = ask("a");

    running.get(0).fail(new IllegalStateException("gone"));
    first.awaitFailure().assertFailedWith(IllegalStateException.class, "gone");
    end(1, "y1");

    second.awaitItem().assertItem("y1");
  }

  @Test
  void aThrownErrorAndTooFewAnswersEndTheirRoundToo() {
    Rounds<String, String> throwing =
        new Rounds<>(
            (key, asks) -> {
              throw new IllegalStateException(key);
            });
    Rounds<String, String> silent = new Rounds<>((key, asks) -> Uni.createFrom().item(List.of()));

    for (int i = 0; i < 2; i++) {
      ask(throwing, "a").awaitFailure().assertFailedWith(IllegalStateException.class, "a");
      ask(silent, "a").awaitFailure().assertFailedWith(IndexOutOfBoundsException.class);
    }
  }

  @Test
  void everyAskOfManyThreadsHasOneAnswerOfItsOwn() throws Exception {
    AtomicInteger counter = new AtomicInteger();
    AtomicInteger atOnce = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    try (ExecutorService workers = Executors.newFixedThreadPool(4);
        ExecutorService askers = Executors.newFixedThreadPool(8)) {
      Rounds<String, Integer> counting =
          new Rounds<>(
              (key, asks) ->
                  Uni.createFrom()
                      .item(
                          () -> {
                            most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
                            List<Integer> numbers =
                                IntStream.range(0, asks)
                                    .mapToObj(i -> counter.incrementAndGet())
                                    .toList();
                            atOnce.decrementAndGet();
                            return numbers;
                          })
                      .runSubscriptionOn(workers));

      List<Future<Integer>> asked =
          IntStream.range(0, 2_000)
              .mapToObj(i -> askers.submit(() -> counting.ask("a").await().indefinitely()))
              .toList();
      List<Integer> answers = new ArrayList<>();
      for (Future<Integer> one : asked) {
        answers.add(one.get());
      }

      answers.sort(null);
      assertEquals(numbers(2_000), answers);
      assertEquals(1, most.get());
    }
  }

  private static List<Integer> numbers(int last) {
    return IntStream.rangeClosed(1, last).boxed().toList();
  }

  private UniAssertSubscriber<String> ask(String key) {
    return ask(rounds, key);
  }

  private static UniAssertSubscriber<String> ask(Rounds<String, String> of, String key) {
    return of.ask(key).subscribe().withSubscriber(UniAssertSubscriber.create());
  }

  private void end(int round, String... answers) {
    running.get(round).complete(List.of(answers));
  }
}
