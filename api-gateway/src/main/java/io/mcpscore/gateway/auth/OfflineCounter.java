package io.mcpscore.gateway.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.mcpscore.gateway.config.LimitSettings;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * Counts on while Redis is away: each gateway grants its share of what was left when Redis last
 * answered, and hands the sum in when Redis is back.
 */
@Singleton
public class OfflineCounter {

  private static final long KEYS = 100_000;

  private final Cache<String, Use> uses =
      Caffeine.newBuilder().maximumSize(KEYS).expireAfterAccess(Duration.ofHours(25)).build();
  private final int gateways;

  OfflineCounter(LimitSettings settings) {
    this.gateways = Math.max(1, settings.gateways());
  }

  /** Remembers the count that Redis told. */
  public void seen(String hash, UtcDay day, int used) {
    use(hash, day).seen(used);
  }

  /**
   * Takes what has to be handed in. It counts against the share until {@link #handedIn} or {@link
   * #keep} says what became of it, so that nobody is granted the same use meanwhile.
   */
  public KeyCounter.Owed take(String hash, UtcDay day) {
    Use use = uses.getIfPresent(name(hash, day));
    return use == null ? KeyCounter.Owed.NONE : use.take();
  }

  /** Gives back what could not be handed in. */
  public void keep(String hash, UtcDay day, KeyCounter.Owed owed) {
    if (owed.offline() > 0) {
      use(hash, day).keep(owed.offline());
    }
  }

  /** Forgets what was handed in. */
  public void handedIn(String hash, UtcDay day, KeyCounter.Owed owed) {
    if (owed.offline() > 0) {
      use(hash, day).handedIn(owed.offline());
    }
  }

  /**
   * Grants or refuses one request without Redis.
   *
   * @param hash of the key
   * @param day to count in
   * @param stored what the database holds of it
   */
  public Admission count(String hash, UtcDay day, Credential.Stored stored) {
    KeyRecord key = stored.record();
    int used = use(hash, day).grant(key.limit(), gateways, stored.counted());
    return used < 0 ? new Admission.Exhausted(key) : new Admission.Granted(key, used, day);
  }

  /** Takes one request back that was counted here. */
  public void undo(String hash, UtcDay day) {
    use(hash, day).add(-1);
  }

  private Use use(String hash, UtcDay day) {
    return uses.get(name(hash, day), fresh -> new Use());
  }

  private static String name(String hash, UtcDay day) {
    return hash + day.compact();
  }

  /** One key in one day. */
  private static final class Use {

    private int seen;
    private int offline;
    private boolean begun;
    private int onTheWay;

    synchronized void seen(int used) {
      seen = used;
      begun = true;
    }

    synchronized void add(int count) {
      offline = Math.max(0, offline + count);
    }

    synchronized KeyCounter.Owed take() {
      KeyCounter.Owed owed = new KeyCounter.Owed(seen, offline);
      onTheWay += offline;
      offline = 0;
      return owed;
    }

    synchronized void keep(int count) {
      onTheWay -= count;
      offline += count;
    }

    synchronized void handedIn(int count) {
      onTheWay -= count;
    }

    /** The count after one more use, or -1 when this gateway's share is used up. */
    synchronized int grant(int limit, int gateways, int counted) {
      // Later on, what the database holds has this gateway's own grants in it.
      if (!begun) {
        seen(counted);
      }
      int left = Math.max(0, limit - seen);
      int share = (left + gateways - 1) / gateways;
      if (offline + onTheWay >= share) {
        return -1;
      }
      offline++;
      return seen + offline + onTheWay;
    }
  }
}
