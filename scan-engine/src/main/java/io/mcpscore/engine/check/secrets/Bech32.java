package io.mcpscore.engine.check.secrets;

/** The checksum of Bech32 texts (BIP 173), in lower case. */
final class Bech32 {

  private static final String ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
  private static final int[] GENERATOR = {
    0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3
  };

  private Bech32() {}

  /** Whether the checksum of a text holds. */
  static boolean isWhole(String text) {
    int one = text.lastIndexOf('1');
    int check = 1;
    for (int i = 0; i < one; i++) {
      check = step(check, text.charAt(i) >> 5);
    }
    check = step(check, 0);
    for (int i = 0; i < one; i++) {
      check = step(check, text.charAt(i) & 31);
    }
    for (int i = one + 1; i < text.length(); i++) {
      check = step(check, ALPHABET.indexOf(text.charAt(i)));
    }
    return one > 0 && check == 1;
  }

  private static int step(int check, int value) {
    int top = check >>> 25;
    int next = ((check & 0x1ffffff) << 5) ^ value;
    for (int i = 0; i < GENERATOR.length; i++) {
      next ^= ((top >>> i) & 1) == 0 ? 0 : GENERATOR[i];
    }
    return next;
  }
}
