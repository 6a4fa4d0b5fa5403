package io.mcpscore.deploy.owned;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What was answered meanwhile, and what of that must not be. */
public final class Answers {

  /** Beyond the three seconds that clients ask to be kept waiting. */
  private static final long SLOW_MILLIS = 6_000;

  private final Map<String, AtomicInteger> counts = new ConcurrentSkipListMap<>();
  private final List<String> wrong = new CopyOnWriteArrayList<>();
  private final List<String> slow = new CopyOnWriteArrayList<>();
  private final AtomicLong longestMillis = new AtomicLong();
  private final long start = System.nanoTime();

  /**
   * Notes an answer: 2xx, or 429 and 503 with the time to come back, is right; so is 409 while the
   * gateway cannot know yet whether an earlier request with the same key still lives.
   */
  void add(String request, HttpResponse<String> answer, long millis) {
    int status = answer.statusCode();
    count(Integer.toString(status));
    longestMillis.accumulateAndGet(millis, Math::max);
    if (millis > SLOW_MILLIS) {
      double at = (System.nanoTime() - start) / 1e9;
      slow.add("%s -> %d after %d ms at %.1f s".formatted(request, status, millis, at));
    }
    boolean asksToWait = status == 429 || status == 503 || isUnderWay(answer);
    boolean right =
        asksToWait
            ? answer.headers().firstValue("Retry-After").orElse("").matches("\\d+")
            : status / 100 == 2;
    if (!right) {
      wrong.add(request + " -> " + status + " " + answer.body());
    }
  }

  /** Notes that no connection was to be had, or that it broke. */
  void addBroken() {
    count("none");
  }

  /** Notes that nothing was said for longer than anybody waits. */
  void addHang(String request) {
    count("hang");
    wrong.add(request + " -> no answer in time");
  }

  /** Answers that must not be, and waits for ones that never came. */
  public List<String> wrong() {
    return List.copyOf(wrong);
  }

  /** Answers by status. */
  public Map<String, AtomicInteger> counts() {
    return counts;
  }

  /** Answers that took long, and when they came. */
  public List<String> slow() {
    return List.copyOf(slow);
  }

  /** The longest time that an answer took, in milliseconds. */
  public long longestMillis() {
    return longestMillis.get();
  }

  private static boolean isUnderWay(HttpResponse<String> answer) {
    return answer.statusCode() == 409
        && answer.request().headers().firstValue("Idempotency-Key").isPresent()
        && answer.body().contains("IDEMPOTENCY_CONFLICT");
  }

  private void count(String what) {
    counts.computeIfAbsent(what, w -> new AtomicInteger()).incrementAndGet();
  }
}
