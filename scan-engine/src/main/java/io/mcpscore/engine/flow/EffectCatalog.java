package io.mcpscore.engine.flow;

import io.mcpscore.model.Effect;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Which effects calling something from outside the repository has, from {@code effects.txt}. */
public final class EffectCatalog {

  private static final Map<String, Set<Effect>> EXACT = new HashMap<>();
  private static final Map<String, Set<Effect>> BELOW = new HashMap<>();
  private static final Pattern FILES =
      Pattern.compile("(?:fs\\.promises|fs-extra|graceful-fs|mz/fs|fs\\.default)(?=\\.)");
  private static final Pattern SECRET =
      Pattern.compile("(?i).*(?:TOKEN|SECRET|PASSW|API_?KEY|PRIVATE_?KEY|CREDENTIAL|ACCESS_KEY).*");

  static {
    load();
  }

  private EffectCatalog() {}

  private static void load() {
    try (InputStream in = EffectCatalog.class.getResourceAsStream("effects.txt");
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (!line.isBlank() && !line.startsWith("#")) {
          add(line.split(" "));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void add(String[] columns) {
    Set<Effect> effects = EnumSet.noneOf(Effect.class);
    for (int i = 1; i < columns.length; i++) {
      effects.add(Effect.valueOf(columns[i].toUpperCase(Locale.ROOT).replace('-', '_')));
    }
    effects.remove(Effect.NONE);
    String name = columns[0];
    if (name.endsWith("*")) {
      BELOW.put(name.substring(0, name.length() - 1), effects);
    } else {
      EXACT.put(name, effects);
    }
  }

  /**
   * The effects of a call.
   *
   * @param qualifiedName what is called
   * @param mode constant mode that a file is opened with, the empty text when there is none
   */
  public static Set<Effect> effects(String qualifiedName, String mode) {
    String name = normalized(qualifiedName);
    Set<Effect> effects = find(name);
    boolean writes = !mode.isEmpty() && mode.matches("[rwax+btU]*[wax+][rwax+btU]*");
    if (writes && effects.contains(Effect.FS_READ) && name.endsWith("open")) {
      return mode.contains("+")
          ? EnumSet.of(Effect.FS_READ, Effect.FS_WRITE)
          : EnumSet.of(Effect.FS_WRITE);
    }
    return effects;
  }

  /**
   * The effects of a method by its name alone, for an object that nobody knows.
   *
   * @return empty when the name says nothing, a set without members when it says that it has none
   */
  static Optional<Set<Effect>> ofMethod(String name) {
    return Optional.ofNullable(EXACT.get("." + name));
  }

  private static Set<Effect> find(String name) {
    Set<Effect> exact = EXACT.get(name);
    if (exact != null) {
      return exact;
    }
    for (int end = name.length(); end > 0; end--) {
      boolean boundary =
          end == name.length()
              || ".(/".indexOf(name.charAt(end)) >= 0
              || name.charAt(end - 1) == '/';
      Set<Effect> below = boundary ? BELOW.get(name.substring(0, end)) : null;
      if (below != null) {
        return below;
      }
    }
    return Set.of();
  }

  /** One name for the forms of {@code fs}, and {@code Path().read_text} whatever lies between. */
  private static String normalized(String qualifiedName) {
    String name =
        qualifiedName.contains("fs")
            ? FILES.matcher(qualifiedName).replaceFirst("fs")
            : qualifiedName;
    if (name.startsWith("fs.") && name.endsWith("Sync")) {
      return name.substring(0, name.length() - "Sync".length());
    }
    if (name.startsWith("pathlib.Path") && name.contains("().")) {
      return "pathlib.Path()." + name.substring(name.lastIndexOf('.') + 1);
    }
    return name;
  }

  /** Whether a variable of the environment is named like a secret. */
  static boolean isSecretName(String name) {
    return SECRET.matcher(name).matches();
  }
}
