package io.mcpscore.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mcpscore.engine.ScanBudget;
import io.mcpscore.model.ErrorCode;
import java.time.Duration;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Packs that are broken, lie, or stand for far more than they weigh: each ends in its code. */
class HostilePacksTest {

  private static final ScanBudget BUDGET = Attempt.within(Duration.ofSeconds(20));
  private static final int MEGABYTE = 1_000_000;
  private static final byte[] SMALL = "small".getBytes(UTF_8);

  @AfterEach
  void nextFetchWorks() {
    Attempt.assertUnharmed();
  }

  /** Writes into a pack whose tip is given. */
  private interface Filling {
    void fill(TestPack pack);
  }

  static Stream<Arguments> bombs() {
    return Stream.of(
        bomb("one file of zeros", pack -> pack.zeros(HostileScale.of(40, 500) * MEGABYTE)),
        bomb(
            "many files of zeros, each below the limit",
            pack -> {
              for (int i = 0; i < HostileScale.of(6, 60); i++) {
                pack.zeros(15 * MEGABYTE + i);
              }
            },
            new ScanBudgetScale(HostileScale.of(10, 1))),
        bomb("copies of one large file", HostilePacksTest::wide),
        bomb("a chain with all of it in memory", pack -> chain(pack, 200, MEGABYTE)),
        bomb("a chain of very many links", pack -> chain(pack, 6_000, 10)),
        bomb("a file that doubles sixty times", HostilePacksTest::doubling),
        bomb("a size that overflows", pack -> sized(pack, Constants.OBJ_TREE, 0x8000000070000000L)),
        bomb("a million files", HostilePacksTest::million));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bombs")
  void whatStandsForTooMuchIsTooLarge(String name, byte[] pack, ScanBudget budget) {
    try (HostileServer server = new HostileServer(GitWire.serving(GitWire.TIP, pack))) {
      Attempt.at(server.base(), budget).mustEnd(ErrorCode.REPO_TOO_LARGE, budget);
    }
  }

  static Stream<Arguments> broken() {
    return Stream.of(
        bomb("nothing in it", pack -> {}),
        bomb("unknown type", pack -> pack.head(5, 3)),
        bomb("no compressed data", pack -> plain(pack, Constants.OBJ_BLOB, 5, "garbage")),
        bomb("size below the data", pack -> sized(pack, Constants.OBJ_BLOB, 3)),
        bomb("size above the data", pack -> sized(pack, Constants.OBJ_BLOB, 9)),
        bomb("endless size", HostilePacksTest::endlessSize),
        bomb("difference to what is not there", pack -> pack.refDelta(GitWire.TIP, ok(5))),
        bomb("difference to itself", pack -> pack.offsetDelta(pack.position(), ok(5))),
        bomb("difference to before the pack", pack -> pack.offsetDelta(-100, ok(5))),
        bomb("difference to the middle of an object", HostilePacksTest::middle),
        bomb("difference of another base", pack -> delta(pack, TestPack.copying(77, 1, SMALL))),
        bomb("difference that copies from outside", pack -> delta(pack, outside())),
        bomb("difference of nothing", pack -> delta(pack, new byte[0])),
        bomb("difference that makes less than it says", pack -> delta(pack, new byte[] {5, 9})),
        bomb("difference of unknown command", pack -> delta(pack, new byte[] {5, 1, 0})),
        bomb("difference with a size of too many digits", pack -> delta(pack, digits())));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("broken")
  void whatGitCannotReadIsRefused(String name, byte[] pack, ScanBudget budget) {
    try (HostileServer server = new HostileServer(GitWire.serving(GitWire.TIP, pack))) {
      Attempt.at(server.base(), budget).mustEnd(ErrorCode.CLONE_FAILED, budget);
    }
  }

  static Stream<Arguments> lies() {
    TestPack honest = new TestPack();
    ObjectId tip = honest.commit(honest.tree("f", honest.blob(SMALL)));
    byte[] flipped = honest.bytes();
    flipped[flipped.length - 1] ^= 1;
    byte[] version = honest.bytes();
    version[7] = 9;
    return Stream.of(
        Arguments.of("wrong checksum", tip, flipped, ErrorCode.CLONE_FAILED),
        Arguments.of("unknown version", tip, version, ErrorCode.CLONE_FAILED),
        Arguments.of("fewer objects than said", tip, honest.bytes(4), ErrorCode.CLONE_FAILED),
        Arguments.of("more objects than said", tip, honest.bytes(2), ErrorCode.CLONE_FAILED),
        Arguments.of(
            "two billion objects", tip, honest.bytes(0x7ffffffe), ErrorCode.REPO_TOO_LARGE),
        Arguments.of("four billion objects", tip, honest.bytes(-1), ErrorCode.REPO_TOO_LARGE),
        Arguments.of("another tip", GitWire.TIP, honest.bytes(), ErrorCode.CLONE_FAILED));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("lies")
  void packThatLiesIsRefused(String name, ObjectId tip, byte[] pack, ErrorCode code) {
    try (HostileServer server = new HostileServer(GitWire.serving(tip, pack))) {
      Attempt attempt = Attempt.at(server.base(), BUDGET).mustEnd(code, BUDGET);
      assertEquals(false, attempt.isTransient());
    }
  }

  private record ScanBudgetScale(int by) {

    ScanBudget budget() {
      ScanBudget d = BUDGET;
      return new ScanBudget(
          d.cloneTime(),
          d.scanTime(),
          d.transferBytes(),
          d.inflatedBytes() / by,
          d.fileBytes(),
          d.files(),
          d.entries(),
          d.treeDepth(),
          d.pathLength(),
          d.parseTime());
    }
  }

  private static Arguments bomb(String name, Filling filling) {
    return bomb(name, filling, new ScanBudgetScale(1));
  }

  private static Arguments bomb(String name, Filling filling, ScanBudgetScale scale) {
    TestPack pack = new TestPack();
    filling.fill(pack);
    return Arguments.of(name, pack.bytes(), scale.budget());
  }

  private static void wide(TestPack pack) {
    long base = pack.position();
    pack.zeros(12 * MEGABYTE);
    for (int i = 0; i < 1000; i++) {
      pack.offsetDelta(
          base, TestPack.copying(12 * MEGABYTE, 1, new byte[] {(byte) i, (byte) (i >> 8)}));
    }
  }

  /** Every object is the base of the next one and of another, so that none can be given up. */
  private static void chain(TestPack pack, int links, int size) {
    long base = pack.position();
    pack.zeros(size);
    int length = size;
    for (int i = 0; i < links; i++) {
      long next = pack.offsetDelta(base, TestPack.copying(length, 1, new byte[] {1, (byte) i}));
      pack.offsetDelta(base, TestPack.copying(length, 1, new byte[] {2, (byte) i, 3}));
      base = next;
      length += 2;
    }
  }

  private static void doubling(TestPack pack) {
    long base = pack.position();
    pack.blob(SMALL);
    int length = SMALL.length;
    for (int i = 0; i < 60; i++) {
      base = pack.offsetDelta(base, TestPack.copying(length, 2, new byte[0]));
      length = Math.min(length * 2, 1 << 29);
    }
  }

  private static void million(TestPack pack) {
    for (int i = 0; i < HostileScale.of(201_001, 1_000_000); i++) {
      pack.head(Constants.OBJ_BLOB, 1);
      pack.raw(new byte[] {0x78, 1, 1, 1, 0, (byte) 0xfe, (byte) 0xff, 65, 0, 66, 0, 66});
    }
  }

  private static void plain(TestPack pack, int type, long size, String data) {
    pack.head(type, size);
    pack.raw(data.getBytes(UTF_8));
  }

  private static void sized(TestPack pack, int type, long size) {
    pack.head(type, size);
    pack.deflated(SMALL);
  }

  private static void endlessSize(TestPack pack) {
    byte[] size = new byte[500];
    java.util.Arrays.fill(size, (byte) 0xb0);
    pack.head(Constants.OBJ_BLOB, 5);
    pack.raw(size);
  }

  private static void middle(TestPack pack) {
    pack.blob(SMALL);
    pack.offsetDelta(13, ok(5));
  }

  private static void delta(TestPack pack, byte[] delta) {
    long base = pack.position();
    pack.blob(SMALL);
    pack.offsetDelta(base, delta);
  }

  private static byte[] ok(int base) {
    return TestPack.copying(base, 1, SMALL);
  }

  private static byte[] outside() {
    byte[] delta = TestPack.copying(5, 1, new byte[0]);
    delta[3] = 100;
    return delta;
  }

  /** Negative with 64 bits, two billion with 32. */
  private static byte[] digits() {
    byte[] size = new byte[10];
    java.util.Arrays.fill(size, (byte) 0x80);
    size[4] = (byte) 0x87;
    size[9] = 1;
    byte[] delta = new byte[11];
    delta[0] = 5;
    System.arraycopy(size, 0, delta, 1, 10);
    return delta;
  }
}
