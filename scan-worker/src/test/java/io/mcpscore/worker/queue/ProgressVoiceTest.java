package io.mcpscore.worker.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mcpscore.model.Phase;
import io.mcpscore.model.Progress;
import io.mcpscore.model.ScanStatus;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The order of messages when Redis is slow or away. */
class ProgressVoiceTest {

  private final List<String> sent = new ArrayList<>();
  private final Deque<CompletableFuture<Void>> onTheirWay = new ArrayDeque<>();
  private final ProgressVoice voice =
      new ProgressVoice(
          Duration.ZERO,
          message -> {
            sent.add(message);
            CompletableFuture<Void> sending = new CompletableFuture<>();
            onTheirWay.add(sending);
            return Uni.createFrom().completionStage(sending);
          });

  @Test
  void whatComesMeanwhileIsReplacedByTheNewest() {
    voice.accept(new Progress(Phase.PARSING, 10, 1, 9));
    voice.accept(new Progress(Phase.PARSING, 20, 2, 9));
    voice.accept(new Progress(Phase.PARSING, 30, 3, 9));
    voice.ended(ScanStatus.COMPLETE);
    assertEquals(1, sent.size());
    onTheirWay.remove().complete(null);
    assertEquals("complete", sent.getLast());
    assertEquals(2, sent.size());
  }

  @Test
  void aMessageThatFailsDoesNotHoldTheNext() {
    voice.accept(new Progress(Phase.PARSING, 10, 1, 9));
    voice.ended(ScanStatus.FAILED);
    onTheirWay.remove().completeExceptionally(new IllegalStateException("away"));
    assertEquals("failed", sent.getLast());
  }
}
