package io.mcpscore.deploy.queue;

import io.mcpscore.deploy.FixtureHost;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** A server beside files that break a parser: by memory, by depth, and by noise. */
final class Poison {

  private Poison() {}

  static Map<String, String> files() {
    Map<String, String> files = new LinkedHashMap<>(FixtureHost.notesServer());
    for (int i = 0; i < 4; i++) {
      files.put("src/generics" + i + ".ts", "f<T,".repeat(50_000));
      files.put("src/brackets" + i + ".ts", "[".repeat(200_000));
      files.put("src/noise" + i + ".ts", noise(i));
    }
    return files;
  }

  private static String noise(int seed) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder();
    while (text.length() < 900_000) {
      text.append((char) (32 + random.nextInt(95)));
    }
    return text.toString();
  }
}
