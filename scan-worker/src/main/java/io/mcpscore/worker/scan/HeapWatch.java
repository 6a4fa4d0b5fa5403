package io.mcpscore.worker.scan;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.util.Set;
import java.util.stream.Collectors;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;

/** Tells when a full collection leaves so little memory that the next allocation may find none. */
final class HeapWatch {

  private static final double SHORT = 0.9;
  private static final String FULL = "end of major GC";

  private static final Set<String> POOLS =
      ManagementFactory.getMemoryPoolMXBeans().stream()
          .filter(pool -> pool.getType() == MemoryType.HEAP)
          .map(pool -> pool.getName())
          .collect(Collectors.toUnmodifiableSet());

  private HeapWatch() {}

  /** Begins to watch, for as long as the process lives. */
  static void start(Runnable isShort) {
    NotificationListener listener = (notification, unused) -> look(notification, isShort);
    ManagementFactory.getGarbageCollectorMXBeans().stream()
        .filter(NotificationEmitter.class::isInstance)
        .map(NotificationEmitter.class::cast)
        .forEach(collector -> collector.addNotificationListener(listener, null, null));
  }

  private static void look(Notification notification, Runnable isShort) {
    String type = GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION;
    if (!type.equals(notification.getType())) {
      return;
    }
    GarbageCollectionNotificationInfo collection =
        GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData());
    long left =
        collection.getGcInfo().getMemoryUsageAfterGc().entrySet().stream()
            .filter(pool -> POOLS.contains(pool.getKey()))
            .mapToLong(pool -> pool.getValue().getUsed())
            .sum();
    if (FULL.equals(collection.getGcAction()) && left > SHORT * Runtime.getRuntime().maxMemory()) {
      isShort.run();
    }
  }
}
