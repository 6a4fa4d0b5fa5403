package io.mcpscore.deploy.chaos;

/**
 * How much of it: little in every build, all of it with {@code -Dmcpscore.chaos=full}.
 *
 * @param scans asked for
 * @param rounds in each of which every part is killed once
 * @param seed of everything that is random
 * @param together whether now and then a second part is killed while one is away
 */
record ChaosSize(int scans, int rounds, long seed, boolean together) {

  static ChaosSize chosen() {
    boolean full = "full".equals(System.getProperty("mcpscore.chaos"));
    return new ChaosSize(
        Integer.getInteger("mcpscore.chaos.scans", full ? 200 : 20),
        Integer.getInteger("mcpscore.chaos.rounds", full ? 6 : 1),
        Long.getLong("mcpscore.chaos.seed", 4),
        full);
  }
}
